// The peer of the bench of the activation: an extension that does nothing.
exports.activate = () => undefined;
