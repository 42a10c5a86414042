import { restore } from '$lib/server/backup/restore';
import { runTool } from './tool';
import { typed, UsageError } from './typed';

const HELP = `Usage: npm run restore -- FILE [--forgotten LIST]

Fills an empty database from a back-up, and says whether rows, chains and report checksums are equal. Stop the program first.
What was forgotten since the back-up is forgotten again: it stands in DATA_DIR/forgotten.json, and in LIST, which is added there.
`;

await runTool(
	'restore',
	() => {
		const { values, positionals } = typed(process.argv.slice(2), {
			help: { type: 'boolean' },
			forgotten: { type: 'string' }
		});
		const [file] = positionals;
		if (values.help || file === undefined || positionals.length > 1) throw new UsageError(HELP);
		return async ({ url, owner, config }) => {
			const began = performance.now();
			const { manifest, migrated, secret, forgotten, listMissing } = await restore(
				owner ?? url,
				file,
				config,
				values.forgotten
			);
			const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
			process.stdout.write(
				`Restored as of ${manifest.made}: ${rows} rows, ${manifest.logs.length} logs, ${manifest.reports.length} reports; ` +
					`counts, chains and checksums are equal. It took ${((performance.now() - began) / 1000).toFixed(1)} s.\n` +
					(migrated.length > 0 ? `Brought up to this version: ${migrated.join(', ')}.\n` : '') +
					(forgotten.incidents > 0
						? `Forgotten again: ${forgotten.masked} incidents masked, ${forgotten.posts} posts and ${forgotten.lines} log lines removed.\n`
						: listMissing === null
							? 'Nothing in it was forgotten since, as far as the list says.\n'
							: `There is no list at ${listMissing}; nothing could be forgotten again.\n`) +
					(secret
						? 'The secret of the back-up stands in DATA_DIR now; where SECRET is set, that one counts.\n'
						: 'The back-up has no secret in it: give the one of then as SECRET.\n')
			);
			return 0;
		};
	},
	{ migrates: false }
);
