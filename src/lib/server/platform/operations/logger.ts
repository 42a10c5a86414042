import pino, { type LogFn } from 'pino';
import { Limits } from '../limits/limits';
import { commands } from './metrics';

/** How many bytes wait for an output that takes none at the moment; later lines are dropped. */
const MAX_WAITING_BYTES = 1_000_000;
/** When an output is full, closed or not read, the program goes on without it. */
const output = pino.destination({
	dest: 1,
	sync: true,
	maxLength: MAX_WAITING_BYTES,
	retryEAGAIN: () => false
});
output.on('error', () => undefined);

const WARN = 40;
/** Warnings and errors with the same message: a stranger who causes them cannot fill the disk with them. */
const linesWith = new Limits({ burst: 200, perSecond: 2 });
const omitted = new Map<string, number>();

/**
 * The program's log: one line of JSON each, to the standard output. The level comes from LOG_LEVEL when the program
 * starts. Above a rate, warnings and errors with the same message are only counted; the next one has their number.
 */
export const log = pino(
	{
		level: 'info',
		base: null,
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (level) => ({ level }) },
		hooks: {
			logMethod(args, method, level) {
				const [fields, text] = typeof args[0] === 'string' ? [{}, args[0]] : [args[0] as object, args[1]];
				if (text === undefined || level < WARN) {
					method.apply(this, args);
					return;
				}
				const unwritten = omitted.get(text) ?? 0;
				if (linesWith.take(text) > 0) {
					omitted.set(text, unwritten + 1);
					return;
				}
				omitted.delete(text);
				const line: Parameters<LogFn> = [unwritten > 0 ? { ...fields, unwritten } : fields, text];
				method.apply(this, line);
			}
		}
	},
	output
);

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
