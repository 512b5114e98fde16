// The search takes a sign in front of a word for an order: «--set» would be looked for as everything without «set».
// A word is looked for as it stands, whatever signs stand in front of it.
const send = Worker.prototype.postMessage
Worker.prototype.postMessage = function (message, ...rest) {
  const asked = message && typeof message.data === "string"
  return send.call(this, asked ? { ...message, data: message.data.replace(/(^|\s)[-+~^:*]+(?=\S)/g, "$1") } : message, ...rest)
}
