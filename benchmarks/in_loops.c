/* RBF 2025 by hand, in plain doubles: the parts of a step, shared points, the key, whole kroner by largest remainder.
   Blocks of rows that stay in the nearest cache, loops that a compiler makes vectors of. The numbers of the year are
   put in front: INDICATORS, AREAS[], POINTS[], LIMITS[][4], KEY[4], MONEY. */

#include <math.h>
#include <stddef.h>

#define BLOCK 256
#define ALL 4

static void block(double **in, double **out, size_t from, size_t rows, int whole) {
    double sum[ALL][BLOCK], paid[ALL][BLOCK];
    for (int r = 0; r < ALL; r++)
        for (size_t i = 0; i < rows; i++) sum[r][i] = 0;
    int column = 0;
    for (int n = 0; n < INDICATORS; n++) {
        double parts[ALL][BLOCK];
        for (int r = 0; r < ALL; r++)
            for (size_t i = 0; i < rows; i++) parts[r][i] = 0;
        for (int a = 0; a < AREAS[n]; a++)
            for (int r = 0; r < ALL; r++, column++) {
                const double *x = in[column] + from;
                for (size_t i = 0; i < rows; i++)
                    parts[r][i] += (x[i] >= LIMITS[n][0] ? 1.0 : 0.0) + (x[i] >= LIMITS[n][1] ? 1.0 : 0.0) +
                                   (x[i] >= LIMITS[n][2] ? 2.0 : 0.0) + (x[i] >= LIMITS[n][3] ? 1.0 : 0.0);
            }
        for (size_t i = 0; i < rows; i++) {
            double total = parts[0][i] + parts[1][i] + parts[2][i] + parts[3][i];
            double each = POINTS[n] / (total > 0 ? total : 4.0);
            for (int r = 0; r < ALL; r++) sum[r][i] += (total > 0 ? parts[r][i] : 1.0) * each;
        }
    }
    for (size_t i = 0; i < rows; i++) {
        double weighted = KEY[0] * sum[0][i] + KEY[1] * sum[1][i] + KEY[2] * sum[2][i] + KEY[3] * sum[3][i];
        double factor = MONEY / weighted;
        for (int r = 0; r < ALL; r++) paid[r][i] = KEY[r] * sum[r][i] * factor;
    }
    if (whole)
        for (size_t i = 0; i < rows; i++) {
            double down[ALL], rest[ALL], left = MONEY;
            for (int r = 0; r < ALL; r++) {
                down[r] = floor(paid[r][i]);
                rest[r] = paid[r][i] - down[r];
                left -= down[r];
            }
            for (int r = 0; r < ALL; r++) {
                double before = 0;
                for (int s = 0; s < ALL; s++) before += rest[s] > rest[r] || (rest[s] == rest[r] && s < r) ? 1.0 : 0.0;
                paid[r][i] = down[r] + (before < left ? 1.0 : 0.0);
            }
        }
    for (int r = 0; r < ALL; r++)
        for (size_t i = 0; i < rows; i++) out[r][from + i] = paid[r][i];
}

void by_hand(double **in, double **out, size_t rows, int whole) {
    for (size_t from = 0; from < rows; from += BLOCK) block(in, out, from, rows - from < BLOCK ? rows - from : BLOCK, whole);
}
