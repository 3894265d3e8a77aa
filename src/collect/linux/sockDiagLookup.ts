import type { SocketDetails } from '../../core/sockets/socketDetails';
import { stateOf } from '../../core/tcp/states';
import { littleEndian } from './byteOrder';
import { attribute } from './sockDiagRequest';
import { decodeTcpInfo } from './tcpInfo';

const nlmsgError = 2;
const headerBytes = 16;
const socketBytes = 72;
const listenCode = stateOf('LISTEN').code;

/** The answer to a lookup of one socket: its details, or the positive errno with which the kernel refused. */
export type LookupAnswer = { details: SocketDetails; errno?: undefined } | { errno: number; details?: undefined };

/**
 * Finds the answer to the request with this sequence number in a datagram; undefined when it is not in it. Minisocks
 * (TIME-WAIT, SYN-RECEIVED) have no attributes, so their details are empty.
 */
export function decodeLookup(buffer: ArrayBuffer, length: number, sequence: number): LookupAnswer | undefined {
  const view = new DataView(buffer, 0, Math.min(length, buffer.byteLength));
  for (let at = 0; at + headerBytes <= view.byteLength;) {
    const messageLength = view.getUint32(at, littleEndian);
    if (messageLength < headerBytes || messageLength > view.byteLength - at) {
      return undefined;
    }
    if (view.getUint32(at + 8, littleEndian) === sequence) {
      const body = new DataView(buffer, at + headerBytes, messageLength - headerBytes);
      if (view.getUint16(at + 4, littleEndian) === nlmsgError && body.byteLength >= 4) {
        return { errno: Math.abs(body.getInt32(0, littleEndian)) };
      }
      if (body.byteLength >= socketBytes) {
        return { details: decodeAttributes(body) };
      }
    }
    at += (messageLength + 3) & ~3;
  }
  return undefined;
}

function decodeAttributes(body: DataView): SocketDetails {
  const details: SocketDetails = {};
  const isListener = body.getUint8(1) === listenCode;
  for (let at = socketBytes; at + 4 <= body.byteLength;) {
    const attributeLength = body.getUint16(at, littleEndian);
    if (attributeLength < 4 || attributeLength > body.byteLength - at) {
      break;
    }
    const value = new DataView(body.buffer, body.byteOffset + at + 4, attributeLength - 4);
    const type = body.getUint16(at + 2, littleEndian);
    if (type === attribute.info && !isListener) {
      // A listener's tcp_info reuses fields for its accept queue, which the table has already.
      Object.assign(details, decodeTcpInfo(value));
    } else if (type === attribute.congestion) {
      details.congestionControl = text(value);
    } else if (type === attribute.shutdown && value.byteLength > 0) {
      // RCV_SHUTDOWN and SEND_SHUTDOWN, include/net/sock.h
      details.receiveShut = (value.getUint8(0) & 1) !== 0;
      details.sendShut = (value.getUint8(0) & 2) !== 0;
    }
    at += (attributeLength + 3) & ~3;
  }
  return details;
}

/** A C string: up to its NUL. */
function text(value: DataView): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1').split('\0', 1)[0]!;
}
