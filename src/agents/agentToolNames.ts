/** Apart from the tools themselves, so that a host can register them before it loads one. */
export const agentToolNames = [
  'socketscope_list_sockets',
  'socketscope_who_holds_port',
  'socketscope_run_checks',
  'socketscope_explain_state',
] as const;

export type AgentToolName = (typeof agentToolNames)[number];
