/** What a level of groups is made by. */
export type GroupBy = 'state' | 'port' | 'process' | 'host';

/** The two levels of groups above the rows, outer first. */
export const groupLevels: Readonly<Record<GroupBy, readonly [GroupBy, GroupBy]>> = {
  state: ['state', 'port'],
  port: ['port', 'state'],
  process: ['process', 'state'],
  host: ['host', 'state'],
};
