/** The most commands that can be sent in one request. */
export const MAX_COMMANDS_PER_BATCH = 100;
