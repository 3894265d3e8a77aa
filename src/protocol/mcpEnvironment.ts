/**
 * The environment variable that gives the MCP server the checks' thresholds, as the JSON of the setting
 * socketscope.checks.thresholds.
 */
export const thresholdsVariable = 'SOCKETSCOPE_CHECK_THRESHOLDS';
