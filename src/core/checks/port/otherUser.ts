import type { PortCase } from './portCase';

/** Whoever holds the port belongs to another user: neither its name nor its end is in our hands. */
export const otherUser: PortCase = ({ listeners, bound, system: { uid } }) => {
  const holders = [...listeners, ...bound].filter(row => row.uid !== undefined && row.uid !== uid);
  const uids = new Set(uid === undefined ? [] : holders.map(row => row.uid!));
  return [...uids].map(other => ({
    code: 'other-user',
    uid: other,
    confidence: 'measured',
    sockets: holders.filter(row => row.uid === other).map(({ id }) => id),
  }));
};
