import { INSTALLATION } from '$lib/domain/core/ids';
import { handleCommand } from '$lib/server/out/api/commands';
import { installation } from '$lib/server/out/api/authorize';

/** Handles a command of the installation: people and roles, connections, settings. */
export const POST = installation((context) => handleCommand(INSTALLATION, context));
