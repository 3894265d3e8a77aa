/** The answer if it comes in time; undefined when it does not come or fails. */
export async function withPatience<Answer>(answer: Promise<Answer>, patienceMs: number): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>(resolve => (timer = setTimeout(() => resolve(undefined), patienceMs)));
  try {
    return await Promise.race([answer, tooLate]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
