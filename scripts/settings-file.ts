import { readFileSync } from 'node:fs';
import { UsageError } from './typed';

/** For the help of each tool that acts on an installation. */
export const SETTINGS_HELP = `--settings FILE: the settings of the service that it acts on, one NAME=value per line, such as /etc/voelspriet/settings; else those of the environment.
`;

const words: readonly string[] = process.argv.slice(2);
const optionIndex = words.findIndex((word) => word === '--settings' || word.startsWith('--settings='));
/** The command-line arguments, without `--settings FILE`, which every tool accepts in any position. */
export const toolArguments: string[] =
	optionIndex === -1
		? [...words]
		: [...words.slice(0, optionIndex), ...words.slice(optionIndex + (words[optionIndex] === '--settings' ? 2 : 1))];

/** The environment, in which the settings of the named file take precedence. @throws UsageError */
export function environment(): NodeJS.ProcessEnv {
	if (optionIndex === -1) return process.env;
	const option = words[optionIndex];
	const file = option === '--settings' ? words[optionIndex + 1] : option?.slice('--settings='.length);
	if (!file) throw new UsageError('Give the file after --settings.');
	const fileSettings = settingsIn(file);
	const baseName = (name: string): string => name.replace(/_FILE$/, '');
	const setInFile = new Set(Object.keys(fileSettings).map(baseName));
	const inherited = Object.entries(process.env).filter(([name]) => !setInFile.has(baseName(name)));
	return { ...Object.fromEntries(inherited), ...fileSettings };
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

/** Within single quotes all is literal; elsewhere a backslash keeps the next character as it is. */
function unquoted(value: string): string {
	return value.replace(
		/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
		(_, single?: string, double?: string, escaped?: string) =>
			single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? ''
	);
}
