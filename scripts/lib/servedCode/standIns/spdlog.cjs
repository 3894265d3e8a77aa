// Takes the place of @vscode/spdlog in a served VS Code: the same functions and the same lines in the same log files,
// without its native code. So that no compiler, no Python and no Node headers are needed to run our tests.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #file;
  #level = 2;
  #isRaw = false;

  constructor(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.#file = fs.openSync(file, 'a');
  }

  trace = message => this.#write(0, message);
  debug = message => this.#write(1, message);
  info = message => this.#write(2, message);
  warn = message => this.#write(3, message);
  error = message => this.#write(4, message);
  critical = message => this.#write(5, message);
  getLevel = () => this.#level;
  setLevel = level => (this.#level = level);
  setPattern() {} // VS Code knows one pattern, the one of #write.
  clearFormatters = () => (this.#isRaw = true);
  flush() {} // Every line is written at once.
  drop() {
    if (this.#file !== undefined) {
      fs.closeSync(this.#file);
      this.#file = undefined;
    }
  }

  #write(level, message) {
    if (this.#file !== undefined && level >= this.#level) {
      fs.writeSync(this.#file, this.#isRaw ? message : `${localTime()} [${levels[level]}] ${message}\n`);
    }
  }
}

/** `2026-08-05 14:03:07.123`, as the pattern `%Y-%m-%d %H:%M:%S.%e` gives. */
function localTime() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().replace('T', ' ').slice(0, -1);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (_name, file) => new Logger(file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
