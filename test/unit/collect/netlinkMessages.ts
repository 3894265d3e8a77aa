import { endianness } from 'node:os';

const littleEndian = endianness() === 'LE';
const headerBytes = 16;
const socketBytes = 72;

export interface Message {
  type: number;
  sequence: number;
  flags?: number;
  body?: Uint8Array;
  /** nlmsg_len, where it is not the true one. */
  length?: number;
}

/** One datagram with these netlink messages in it, as the kernel of this machine would lay them out. */
export function datagram(...messages: readonly Message[]): ArrayBuffer {
  const parts = messages.map(encode);
  const buffer = new ArrayBuffer(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    new Uint8Array(buffer).set(part, at);
    at += part.length;
  }
  return buffer;
}

export function done(sequence: number, errno?: number): Message {
  return { type: 3, sequence, ...(errno !== undefined && { body: word(-errno) }) };
}

export function failed(sequence: number, errno: number): Message {
  return { type: 2, sequence, body: word(-errno) };
}

export interface Socket {
  family?: number;
  state?: number;
  timer?: number;
  retransmits?: number;
  localPort?: number;
  remotePort?: number;
  /** In network order. */
  local?: readonly number[];
  remote?: readonly number[];
  interfaceIndex?: number;
  cookie?: readonly [low: number, high: number];
  expiresMs?: number;
  receiveQueue?: number;
  sendQueue?: number;
  uid?: number;
  inode?: number;
  attributes?: readonly (readonly [type: number, value: Uint8Array])[];
}

/** struct inet_diag_msg and its attributes. */
export function socket(sequence: number, socket: Socket, flags = 2): Message {
  const attributes = (socket.attributes ?? []).map(([type, value]) => encodeAttribute(type, value));
  const body = new Uint8Array(socketBytes + attributes.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(body.buffer);
  body.set([socket.family ?? 2, socket.state ?? 1, socket.timer ?? 0, socket.retransmits ?? 0]);
  view.setUint16(4, socket.localPort ?? 0);
  view.setUint16(6, socket.remotePort ?? 0);
  body.set(socket.local ?? [127, 0, 0, 1], 8);
  body.set(socket.remote ?? [127, 0, 0, 1], 24);
  const [low, high] = socket.cookie ?? [1, 0];
  const words = [
    socket.interfaceIndex ?? 0,
    low,
    high,
    socket.expiresMs ?? 0,
    socket.receiveQueue ?? 0,
    socket.sendQueue ?? 0,
    socket.uid ?? 1_000,
    socket.inode ?? 1,
  ];
  words.forEach((value, index) => view.setUint32(40 + index * 4, value, littleEndian));
  let at = socketBytes;
  for (const attribute of attributes) {
    body.set(attribute, at);
    at += attribute.length;
  }
  return { type: 20, sequence, flags, body };
}

function encode({ type, sequence, flags = 0, body = new Uint8Array(0), length }: Message): Uint8Array {
  const bytes = new Uint8Array(align(headerBytes + body.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length ?? headerBytes + body.length, littleEndian);
  view.setUint16(4, type, littleEndian);
  view.setUint16(6, flags, littleEndian);
  view.setUint32(8, sequence, littleEndian);
  bytes.set(body, headerBytes);
  return bytes;
}

function encodeAttribute(type: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(align(4 + value.length));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 4 + value.length, littleEndian);
  view.setUint16(2, type, littleEndian);
  bytes.set(value, 4);
  return bytes;
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, littleEndian);
  return bytes;
}

function align(length: number): number {
  return (length + 3) & ~3;
}
