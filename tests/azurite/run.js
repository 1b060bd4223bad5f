// Starts Azurite so that it ends with whoever started it, even one that was killed: their end closes this pipe.
process.stdin.on("close", () => process.exit(0)).resume();
require("./node_modules/azurite/dist/src/azurite.js");
