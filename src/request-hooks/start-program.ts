import type { ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { host } from '$lib/server/platform/config/host';
import { start, type RunningProgram } from '$lib/server/program';

let program: RunningProgram | undefined;

export const init: ServerInit = async () => {
	const currentHost = host();
	if (building || !currentHost) return;
	const previous = currentHost.program; // set when Vite reloads this module in development
	currentHost.program = program = undefined;
	await previous?.stop();
	currentHost.program = program = await start(currentHost);
};

/** Undefined while the program starts. */
export const runningProgram = (): RunningProgram | undefined => program;
