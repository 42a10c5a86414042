import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './typed';

/**
 * A passphrase: the first line of a file, else typed at the terminal without echo, else the first line that another
 * program sends. Never from the command line itself, which every user of the machine can read.
 * @returns null when none is given
 * @throws UsageError when the file cannot be read, or the two that were typed differ
 */
export async function passphraseFrom(file: string | undefined, { twice }: { twice: boolean }): Promise<string | null> {
	if (file !== undefined) {
		const text = await readFile(file, 'utf8').catch(() => {
			throw new UsageError(`${file} cannot be read: give the path of a file with the passphrase on its first line.`);
		});
		return text.split(/\r?\n/)[0] ?? null;
	}
	// Discards the echo of what is typed.
	const silent = new Writable({
		write(_chunk, _encoding, done) {
			done();
		}
	});
	const prompt = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
	try {
		if (!process.stdin.isTTY)
			return ((await prompt[Symbol.asyncIterator]().next()).value as string | undefined) ?? null;
		const passphrase = await ask('Passphrase: ');
		if (twice && (await ask('Once more: ')) !== passphrase) throw new UsageError('The two passphrases differ.');
		return passphrase;
	} finally {
		prompt.close();
	}

	async function ask(question: string): Promise<string> {
		process.stderr.write(question);
		const answer = await prompt.question('');
		process.stderr.write('\n');
		return answer;
	}
}
