import type { NamedTest } from './fault-case';

/** A guard that is removed: `text` is in `file` exactly once. Then a test, or a case of the harness, must fail. */
export interface Mutation {
	/** The number of the fault that it guards against. */
	readonly guards: string;
	readonly what: string;
	readonly file: string;
	readonly text: string;
	readonly replacement: string;
	readonly fails: NamedTest | { readonly harness: string; readonly rounds: number };
}

/** The guards, each of which has something that fails without it. `npm run faults -- --mutations` shows it. */
export const mutations: readonly Mutation[] = [
	{
		guards: '1',
		what: 'a command waits for the log’s lock',
		file: 'src/lib/server/log/append.ts',
		text: 'from log where id = ${log} for update',
		replacement: 'from log where id = ${log}',
		fails: { file: 'tests/server/log/execute.test.ts', title: 'two hundred commands at once from two processes' }
	},
	{
		guards: '7',
		what: 'a command that was sent before gets its first answer',
		file: 'src/lib/server/log/execute/decide-in-turn.ts',
		text: "if (first) return { status: 'fulfilled', value: repeat(first, command) };",
		replacement: '',
		fails: { file: 'tests/server/log/execute.test.ts', title: 'a command sent twenty times at once has one effect' }
	},
	{
		guards: '7',
		what: 'the same, as the harness sees it',
		file: 'src/lib/server/log/execute/decide-in-turn.ts',
		text: "if (first) return { status: 'fulfilled', value: repeat(first, command) };",
		replacement: '',
		fails: { harness: '7', rounds: 20 }
	},
	{
		guards: '1',
		what: 'a command is decided on the state that the one before it in its transaction leaves',
		file: 'src/lib/server/log/execute/decide-in-turn.ts',
		text: 'for (const line of lines) evolve(layer, line);',
		replacement: '',
		fails: { file: 'tests/server/execute/command-group.test.ts', title: 'commands that wait for one log share a' }
	},
	{
		guards: '1',
		what: 'a command that changes more than its own rows is stored alone',
		file: 'src/lib/server/log/execute/decide-in-turn.ts',
		text: 'if (isAlone && decided.length > 0) break;',
		replacement: '',
		fails: {
			file: 'tests/server/execute/command-group.test.ts',
			title: 'a command that changes more than its own'
		}
	},
	{
		guards: '4c',
		what: 'commands whose transaction failed are stored one by one',
		file: 'src/lib/server/log/execute/execute.ts',
		text: "if (commands.length === 1) return [{ status: 'rejected', reason }];",
		replacement: "if (commands.length > 0) return commands.map(() => ({ status: 'rejected', reason }));",
		fails: {
			file: 'tests/server/execute/command-group.test.ts',
			title: 'a group whose connection is cut'
		}
	},
	{
		guards: 'L',
		what: 'a command that is sent again is answered with its own position in the list',
		file: 'src/lib/server/log/execute/answers.ts',
		text: 'return { from, to, again: true };',
		replacement: 'return { from: from + 1, to: to + 1, again: true };',
		fails: { harness: 'L', rounds: 8_000 }
	},
	{
		guards: '8',
		what: 'a frame that comes before what it follows waits for it',
		file: 'src/lib/desk/sync/incident-store.svelte.ts',
		text: 'if (frame.to >= frame.from && frame.from > this.cursor + 1) {',
		replacement: 'if (frame.to < 0) {',
		fails: { file: 'tests/desk/incident-store.svelte.test.ts', title: 'a frame after a gap waits until the missing' }
	},
	{
		guards: '9',
		what: 'a command without an answer stays in the outbox',
		file: 'src/lib/desk/outbox/outbox.ts',
		text: "delivery.kind === 'unreachable' || delivery.kind === 'signedOut') return i;",
		replacement: "delivery.kind === 'unreachable') return i;",
		fails: { file: 'tests/desk/outbox.test.ts', title: 'an ended session keeps everything and says so' }
	},
	{
		guards: '11',
		what: 'one tab sees what another has sent',
		file: 'src/lib/desk/outbox/outbox.ts',
		text: "if (message.kind === 'answered') this.#settle(message.key, message.id, message.delivery);",
		replacement: "if (message.kind === 'answered') return;",
		fails: { file: 'tests/desk/outbox.test.ts', title: 'two tabs: one delivers for both, each command once' }
	},
	{
		guards: '42',
		what: 'a command that fails stops only those that depend on it',
		file: 'src/lib/desk/outbox/outbox.ts',
		text: 'if (!this.#fails(command)) return !failing.includes(command);',
		replacement: 'if (!this.#fails(command)) return true;',
		fails: { file: 'tests/desk/outbox-stuck.test.ts', title: 'what a firewall refuses for ever stops only what' }
	},
	{
		guards: '6',
		what: 'posts stop before everything does',
		file: 'src/lib/server/platform/database/disk-space.ts',
		text: "return this.#store(this.state === 'enough', store);",
		replacement: 'return this.#store(true, store);',
		fails: { file: 'tests/server/database/disk-space.test.ts', title: 'when the disk fills, posts stop first' }
	},
	{
		guards: '3',
		what: 'what was grouped with posts that were not stored is grouped again',
		file: 'src/lib/server/ingest/pipeline/ingest.ts',
		text: 'if (following) await this.#undo(following, new StoriesLost());',
		replacement: 'if (following) this.#putBack(following.incident, following.deliveries);',
		fails: { file: 'tests/server/ingest/next-batch.test.ts', title: 'when an edit cannot be written, the batch' }
	},
	{
		guards: '27b',
		what: 'a process that is idle under the lock of a log loses it',
		file: 'src/lib/server/log/append.ts',
		text: "set_config('idle_in_transaction_session_timeout', ${String(LOCK_IDLE_TIMEOUT_MS)}, true)",
		replacement: '${LOCK_IDLE_TIMEOUT_MS}::int',
		fails: { file: 'tests/server/log/execute.test.ts', title: 'a process that is idle under the lock of a log' }
	},
	{
		guards: '16',
		what: 'a reader that takes nothing is dropped',
		file: 'src/lib/server/read/realtime/slow-readers.ts',
		text: 'socket.conn.request.socket.destroy();',
		replacement: '',
		fails: { file: 'tests/server/realtime/sockets.test.ts', title: 'a client that does not read is' }
	},
	{
		guards: '17',
		what: 'pauses between attempts are drawn',
		file: 'src/lib/desk/sync/transport.ts',
		text: 'middle * (1 - jitter + 2 * jitter * random)',
		replacement: 'middle',
		fails: { file: 'tests/desk/reconnect-pause.test.ts', title: 'ms without a server browsers reconnect spread out' }
	},
	{
		guards: '20',
		what: 'of a feed only so many items are read',
		file: 'src/lib/server/ingest/protocols/feed/feed-document.ts',
		text: 'maxItems = 1_000,',
		replacement: 'maxItems = 1_000_000,',
		fails: { file: 'tests/server/ingest/feed.test.ts', title: 'of a hundred thousand items the first thousand' }
	},
	{
		guards: '21',
		what: 'only so many redirects are followed',
		file: 'src/lib/server/platform/net/guarded-fetch.ts',
		text: 'const MAX_REDIRECTS = 5;',
		replacement: 'const MAX_REDIRECTS = 30;',
		fails: { file: 'tests/server/ingest/guarded-address.test.ts', title: 'five are followed, a sixth is not' }
	},
	{
		guards: '24',
		what: 'processes migrate one after another',
		file: 'src/lib/server/platform/database/migrate.ts',
		text: 'await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;',
		replacement: '',
		fails: { file: 'tests/server/database/migrate.test.ts', title: 'each migration is carried out once, in order' }
	},
	{
		guards: '24',
		what: 'a newer database is refused',
		file: 'src/lib/server/platform/database/migrate.ts',
		text: 'if ([...applied.keys()].some((when) => !known.has(when))) {',
		replacement: 'if (known.size < 0) {',
		fails: { file: 'tests/server/database/migrate.test.ts', title: 'an older program refuses a newer database' }
	},
	{
		guards: '24',
		what: 'a migration is one transaction, its record with it',
		file: 'src/lib/server/platform/database/migrate.ts',
		text: 'await sql.begin((transaction) => runMigration(transaction, migration));',
		replacement: 'await runMigration(sql as unknown as TransactionSql, migration);',
		fails: { file: 'tests/server/database/migrate-killed.test.ts', title: 'killed while it migrates, each migration' }
	},
	{
		guards: '12',
		what: 'a time that clocks show twice says which of the two it is',
		file: 'src/lib/i18n/moments.ts',
		text: "return shownAt(subHours(moment, 1)) === shown ? winter : '';",
		replacement: "return '';",
		fails: { file: 'tests/ui/clock-change.test.ts', title: 'in October the hour from two appears twice' }
	},
	{
		guards: '26',
		what: 'a process looks for lines that it was not notified of',
		file: 'src/lib/server/log/logs.ts',
		text: 'const POLL_INTERVAL_MS = 1000;',
		replacement: 'const POLL_INTERVAL_MS = 1_000_000;',
		fails: {
			file: 'tests/server/log/execute.test.ts',
			title: 'lines are read within a second when no notification comes'
		}
	},
	{
		guards: '26',
		what: 'others find what a process could not notify them of',
		file: 'src/lib/server/log/logs.ts',
		text: 'const POLL_INTERVAL_MS = 1000;',
		replacement: 'const POLL_INTERVAL_MS = 1_000_000;',
		fails: {
			file: 'tests/server/log/wake-ups.test.ts',
			title: 'when a process dies between its commit and its'
		}
	},
	{
		guards: '26',
		what: 'others are notified of what was committed',
		file: 'src/lib/server/log/logs.ts',
		text: 'if (last) this.#wakeUps.grew(follower.log, last.seq);',
		replacement: '',
		fails: { file: 'tests/server/log/wake-ups.test.ts', title: 'a batch of posts is notified like a command' }
	},
	{
		guards: '2',
		what: 'a process that stops first notifies others of what it stored',
		file: 'src/lib/server/log/logs.ts',
		text: 'await this.#wakeUps.stop();',
		replacement: '',
		fails: { file: 'tests/server/log/wake-ups.test.ts', title: 'a process that stops first notifies the' }
	}
];
