import { describe, expect, it } from 'vitest';
import { answerIn, socketsExpression } from '../../../../src/core/programs/pythonSockets';

const ends = {
  local: { address: '127.0.0.1', port: 8080 },
  remote: { address: '127.0.0.1', port: 50_000 },
  direction: 'inbound',
};

describe('the expression', () => {
  it('is one expression of a line, which leaves no name in the program', () => {
    expect(socketsExpression(ends)).toMatch(/^exec\("def find\(wanted\):\\n.*", \{"wanted": "\{.*\}"\}\)$/);
  });

  it('asks for the ends, or for a listener', () => {
    expect(socketsExpression(ends)).toContain(String.raw`\"remote\":{\"address\":\"127.0.0.1\",\"port\":50000}`);
    expect(socketsExpression(ends)).toContain(String.raw`\"listens\":false`);
    expect(socketsExpression({ ...ends, direction: 'none' })).toContain(String.raw`\"listens\":true`);
  });
});

/** What debugpy 1.8.21 and 1.6.3 answered (test/kernel/pythonCode.quiet.ts asks it). */
const captured = `Traceback (most recent call last):
  File "<string>", line 1, in <module>
  File "<string>", line 222, in <module>
LookupError: socketscope answers {"sockets": 1, "places": [{"how": "thread", "name": "Thread-6 (process_request_thread)", "function": "do_GET", "file": "/home/ann/shop/app.py", "line": 25}, {"how": "handler", "name": "do_GET", "function": "do_GET", "file": "/home/ann/shop/app.py", "line": 23}]}
`;

describe('an answer', () => {
  const places = [
    { how: 'thread', name: 'Thread-6 (process_request_thread)', path: '/home/ann/shop/app.py', line: 25 },
    { how: 'handler', name: 'do_GET', path: '/home/ann/shop/app.py', line: 23 },
  ];

  it('is the message of the exception', () => {
    expect(answerIn(captured)).toEqual({ sockets: 1, places });
  });

  it('may come with what VS Code says around it', () => {
    expect(answerIn(`Error: ${captured}`)).toEqual({ sockets: 1, places });
  });

  it('of a newer kind loses what is not understood', () => {
    expect(answerIn('socketscope answers {"sockets": 2, "places": [{"how": "fiber"}, 3]}')).toEqual({
      sockets: 2,
      places: [],
    });
  });

  it.each([
    '',
    "NameError: name 'x' is not defined",
    'socketscope answers {"sockets": 1',
    'socketscope answers 1',
    // What quotes the source of the expression is no answer.
    `    raise LookupError("socketscope answers " + find(json.loads(wanted)))`,
  ])('is not: %j', message => {
    expect(answerIn(message)).toBeUndefined();
  });
});
