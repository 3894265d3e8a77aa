/** A step that stays silent for longer says that it is still alive. */
const heartbeatMs = 15_000;

/**
 * Runs a step that may take long. Every line names the step, since several run side by side; `progress` says how far
 * it is. Without a call of `progress` a quick step prints nothing.
 */
export async function step(title, work) {
  const startedAt = Date.now();
  let current;
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
  const heartbeat = setInterval(() => {
    if (current) {
      console.log(`${title}: still ${current}, ${seconds()}`);
    }
  }, heartbeatMs);
  try {
    const result = await work(message => {
      current = message;
      console.log(`${title}: ${message}`);
    });
    if (current) {
      console.log(`${title}: done in ${seconds()}`);
    }
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
