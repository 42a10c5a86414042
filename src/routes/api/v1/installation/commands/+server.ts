import { INSTALLATION } from '$lib/domain/core/ids';
import { handleCommand } from '$lib/server/http/commands';
import { installation } from '$lib/server/http/door';

/** Sends a command of the installation: people and roles, connections, settings. */
export const POST = installation((asked) => handleCommand(INSTALLATION, asked));
