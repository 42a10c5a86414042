import pino from 'pino';
import { commands } from './metrics';

/**
 * The program's log: one line of JSON each, to the standard output. The level comes from LOG_LEVEL when the program
 * starts.
 */
export const log = pino({
	level: 'info',
	base: null,
	timestamp: pino.stdTimeFunctions.isoTime,
	formatters: { level: (level) => ({ level }) }
});

/** The log line of a command, for accountability (BIO2): never the text of a post and never a secret. */
interface CommandLine {
	/** The command's type, as `rumour.giveVerdict`. */
	action: string;
	/** What it was done to, as `incident/0199…`. */
	object: string;
	/** `done`, `repeated`, or the code of the refusal. */
	result: string;
	/** The address it came from; `null` for what the program does by itself. */
	origin: string | null;
	/** The user's id; `link/…` for the holder of a share link; `system` for what the program does by itself. */
	actor: string;
}

/**
 * Writes one line per command and counts it. Accepts exactly these five fields, so that nothing else gets into the log.
 */
export function commandLine({ action, object, result, origin, actor }: CommandLine): void {
	// An unknown action name, which a client can invent, must not become a metric label.
	commands.inc({ action: result === 'command.unknown' ? 'unknown' : action, result });
	log.info({ action, object, result, origin, actor }, 'command');
}
