import * as m from '../src/lib/messages/index';
import { resolve } from 'node:path';
import { IncidentId } from '../src/lib/domain/core/ids';
import { wordsIn } from '../src/lib/i18n/words';
import { describeMethods } from '../src/lib/server/out/api/methods';
import { packageContents } from '../src/lib/server/records/archive/contents';
import { ArchiveError } from '../src/lib/server/records/archive/parts/subject';
import { PackageBuilder } from '../src/lib/server/records/archive/package-builder';
import { writePdfHere } from '../src/lib/server/records/archive/write-pdf';
import { SETTINGS_HELP, toolArguments } from './settings-file';
import { giveToFolderOwner, runTool } from './tool';
import { parseArguments, UsageError } from './typed';

const HELP = `Usage: npm run archive -- INCIDENT FILE

Packs a closed incident for an archive: a bag (BagIt, RFC 8493) in a zip, with metadata by MDTO. The same incident gives the same bytes. INCIDENT is the id in the address of its page.
${SETTINGS_HELP}`;

await runTool('archive', () => {
	const { values, positionals } = parseArguments(toolArguments, { help: { type: 'boolean' } });
	const [incident = '', file = ''] = positionals;
	if (values.help || positionals.length !== 2) throw new UsageError(HELP);
	const id = IncidentId.safeParse(incident.toLowerCase());
	if (!id.success) throw new UsageError(`"${incident}" is not an incident's id.\n\n${HELP}`);
	return async ({ sql }) => {
		const target = resolve(file);
		// Stopped with Ctrl+C, it goes on from here the next time.
		const builder = new PackageBuilder(`${target}.parts`);
		try {
			const contents = await packageContents(sql, {
				incident: id.data,
				methods: (language) => describeMethods(wordsIn(language)),
				writePdf: writePdfHere
			});
			const packed = await builder.pack(contents, target, (done, total) => {
				if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} files`);
				return Promise.resolve(true);
			});
			await builder.remove();
			giveToFolderOwner(target);
			if (process.stderr.isTTY) process.stderr.write('\n');
			process.stdout.write(`${packed.path}: ${packed.bytes} bytes, SHA-256 ${packed.sha256}\n`);
			return 0;
		} catch (error) {
			await builder.remove().catch(() => undefined);
			if (error instanceof ArchiveError) throw new UsageError(wordsIn('en').t(m.archive.problems[error.code]));
			throw error;
		}
	};
});
