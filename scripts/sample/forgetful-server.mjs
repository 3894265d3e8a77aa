// A server with a bug to find: run `node forgetful-server.mjs` in the terminal and watch port 3000 in Socketscope.
// Every second a client calls and hangs up. The server never closes its side, so each call leaves one CLOSE-WAIT behind,
// and one FIN-WAIT-2 at the client's end.
import { connect, createServer } from 'node:net';

const port = 3000;
const forgotten = [];

createServer({ allowHalfOpen: true }, connection => {
  connection.on('error', () => {}).resume();
  forgotten.push(connection); // The fix: connection.on('end', () => connection.end());
}).listen(port, '127.0.0.1', () => {
  console.log(`Listening on 127.0.0.1:${port}. Ctrl+C stops it.`);
  setInterval(() => connect(port, '127.0.0.1').end(), 1000);
});
