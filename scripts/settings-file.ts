import { readFileSync } from 'node:fs';
import { UsageError } from './typed';

/** For the help of each tool that acts on an installation. */
export const SETTINGS_HELP = `--settings FILE: the settings of the service that it acts on, one NAME=value per line, such as /etc/voelspriet/settings; else those of the environment.
`;

const words: readonly string[] = process.argv.slice(2);
const at = words.findIndex((word) => word === '--settings' || word.startsWith('--settings='));
/** What was typed after the name of the tool, without `--settings FILE`, which each of them takes anywhere. */
export const typedWords: string[] =
	at === -1 ? [...words] : [...words.slice(0, at), ...words.slice(at + (words[at] === '--settings' ? 2 : 1))];

/** The settings of the file that was named, over those of the environment. @throws UsageError */
export function environment(): NodeJS.ProcessEnv {
	if (at === -1) return process.env;
	const file = words[at] === '--settings' ? words[at + 1] : words[at]?.slice('--settings='.length);
	if (!file) throw new UsageError('Give the file after --settings.');
	const own = settingsIn(file);
	const bare = (name: string): string => name.replace(/_FILE$/, '');
	const chosen = new Set(Object.keys(own).map(bare));
	return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !chosen.has(bare(name)))), ...own };
}

/**
 * Reads a file with settings as systemd reads it (`EnvironmentFile=`): one `NAME=value` per line, comments after `#` or
 * `;` at the beginning of a line, and quotes around values.
 * @throws UsageError with a sentence
 */
function settingsIn(file: string): Record<string, string> {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(
			`--settings ${file} cannot be read (${error instanceof Error ? error.message : String(error)}): give the file with the settings of the service, and run this as a user who may read it, such as root.`
		);
	}
	const settings: Record<string, string> = {};
	// A backslash at the end continues the line.
	for (const line of text.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
		if (/^\s*(?:[#;]|$)/.test(line)) continue;
		const [, name, value] = /^\s*(\w+)\s*=(.*)$/.exec(line) ?? [];
		if (name === undefined || value === undefined)
			throw new UsageError(
				`--settings ${file} has a line that is not NAME=value: "${line.split('=')[0]?.slice(0, 40) ?? ''}".`
			);
		settings[name] = unquoted(value.trim());
	}
	return settings;
}

/** Within single quotes all is literal; elsewhere a backslash keeps the next character. */
function unquoted(value: string): string {
	return value.replace(
		/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
		(_, single?: string, double?: string, escaped?: string) =>
			single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? ''
	);
}
