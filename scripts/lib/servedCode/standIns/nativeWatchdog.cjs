// Takes the place of native-watchdog in a served VS Code. The original ends an extension host whose event loop hangs
// after its server has gone; our scripts end the whole process tree themselves (stopTree.mjs).
exports.start = () => {};
exports.exit = code => process.exit(code ?? 0);
