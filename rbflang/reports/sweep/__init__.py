"""The report of `sweep`: what is paid at every point of a grid."""
