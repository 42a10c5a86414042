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

/** What somebody did: enough to answer for it later (BIO2), never a post's text and never a secret. */
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
 * Writes one line per command and counts it. Takes these five fields and nothing else, so that nothing else can slip
 * in.
 */
export function commandLine({ action, object, result, origin, actor }: CommandLine): void {
	// What a stranger made up must not become a name in the metrics.
	commands.inc({ action: result === 'command.unknown' ? 'unknown' : action, result });
	log.info({ action, object, result, origin, actor }, 'command');
}
