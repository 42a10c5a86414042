import { runs } from '../long';
import { connectionsCut, postgresKilled, slow, statementTimeouts, unreachable } from './cases/database';
import { cutBeforeAnswer, offLine, offLineClosed, sameMoment, twiceAndLate } from './cases/line';
import { oneList } from './cases/list';
import { longDay, restartWithMany, slowReader } from './cases/many';
import { oneRefused } from './cases/stuck';
import { frozen, killed, stopped } from './cases/process';
import { oneOfTwo } from './cases/two-processes';
import type { FaultCase, NamedTest } from './fault-case';

/** Tests of one file, by the beginnings of their titles. */
const shownIn = (file: string, ...titles: readonly string[]): NamedTest[] => titles.map((title) => ({ file, title }));
const named = { long: 1, short: 0 };

/**
 * Every fault that the program must survive. Numbers 1 to 42 are the project's list; letters add to it. `long` and
 * `short` are the rounds of the long run and of the run with all other tests.
 */
export const cases: readonly FaultCase[] = [
	{ number: '1', name: 'kill -9 of the program in a burst', long: 20, short: 1, run: killed },
	{ number: '2', name: 'SIGTERM of the program in a burst', long: 20, short: 0, run: stopped },
	{ number: '3', name: 'kill -9 of PostgreSQL', long: 20, short: 1, run: postgresKilled },
	{ number: '4', name: 'database unreachable for 30 s', long: 4, short: 0, run: unreachable(30_000) },
	{ number: '4b', name: 'database unreachable for 2 s', long: 20, short: 1, run: unreachable(2_000) },
	{ number: '4c', name: 'connections to the database cut', long: 40, short: 0, run: connectionsCut },
	{ number: '5', name: 'every answer of the database 2 s later', long: 5, short: 0, run: slow },
	{ number: '5b', name: 'statements cancelled in the middle', long: 20, short: 1, run: statementTimeouts },
	{
		number: '6',
		name: 'disk full',
		...named,
		tests: shownIn(
			'tests/server/database/disk-space.test.ts',
			'when the disk fills, posts stop first, then everything',
			'a database elsewhere that says it is full stops posts',
			'a program is asked to send the same again later'
		)
	},
	{ number: '7', name: 'cut after send, before the answer', long: 1_000, short: runs(25, 100), run: cutBeforeAnswer },
	{ number: '8', name: 'every command twice, late, out of order', long: 1_000, short: 0, run: twiceAndLate },
	{ number: '9', name: 'off line with 40 labels, session ended', long: 20, short: 2, run: offLine },
	{
		number: '9b',
		name: 'a form off line, or after the session ended',
		...named,
		tests: [
			...shownIn('tests/desk/sent-form.test.ts', 'the page of a form is opened', 'without an answer it says'),
			...shownIn('tests/server/http/route-access.test.ts', 'without a session every page')
		]
	},
	{ number: '13', name: 'five label one story in one moment', long: 200, short: runs(3, 10), run: sameMoment },
	{ number: '10', name: 'off line, incident closed meanwhile', long: 1, short: 1, run: offLineClosed },
	{
		number: '11',
		name: 'reload and two tabs with a full outbox',
		...named,
		tests: shownIn(
			'tests/desk/outbox.test.ts',
			'a reload finds waiting commands and saves them, in order',
			'two tabs: one delivers for both, each command once'
		)
	},
	{
		number: '12',
		name: 'clocks: wrong, set back, nights of the change',
		...named,
		tests: [
			...shownIn('tests/server/report/drafts.test.ts', 'a draft is no older because the wall clock was set back'),
			...shownIn('tests/server/database/roles.test.ts', 'cannot forge the moment of a line'),
			...shownIn(
				'tests/server/queries/queue.test.ts',
				'a growing story is counted again within seconds, also when the wall clock was set back'
			),
			...shownIn('tests/domain/moment-text.test.ts', 'in October the hour from two', 'in March that hour is'),
			...shownIn('tests/server/ingest/file-values.test.ts', 'in the nights of the change of the clock are read'),
			...shownIn('tests/domain/report-rhythm.test.ts', 'a rhythm of days keeps its time on the clock'),
			...shownIn('tests/server/queries/clock-change.test.ts', 'a chart of the day on which the clock changes'),
			...shownIn(
				'tests/ui/clock-change.test.ts',
				'in October the hour from two appears twice',
				'in March the hour from two does not exist',
				'no two of its labels read alike or touch'
			),
			...shownIn('tests/ui/words.test.ts', 'times in the repeated hour say which'),
			...shownIn(
				'tests/desk/connection.svelte.test.ts',
				'a socket that falls silent counts as broken when the clock of the device'
			),
			...shownIn('tests/server/ingest/schedule.test.ts', 'for a clock far ahead, resumes its sources by itself'),
			...shownIn(
				'tests/ui/moment-field.test.ts',
				'on the night of the 25-hour day a repeated time means the latest one'
			)
		]
	},
	{
		number: '14',
		name: 'approve and return at once',
		...named,
		tests: [
			...shownIn('tests/domain/official-text.test.ts', 'approve, then return: one', 'return, then approve: one'),
			...shownIn('tests/server/publishing/text-races.test.ts', 'two people withdraw one approval at once: one effect,')
		]
	},
	{
		number: '15',
		name: 'approval of text 3 while text 4 is saved',
		...named,
		tests: [
			...shownIn('tests/domain/official-text.test.ts', 'edit, then approve: the approval of the earlier words'),
			...shownIn('tests/server/publishing/text-races.test.ts', 'two desks correct one text at once: the first is')
		]
	},
	{
		number: '15b',
		name: 'one person turns what two approved into its opposite',
		...named,
		tests: shownIn(
			'tests/domain/combination.test.ts',
			'makes nothing stand under it again',
			'is not turned by rewording the question'
		)
	},
	{ number: '16', name: 'a reader of 1 KB/s', long: 1, short: 0, run: slowReader },
	{ number: '17', name: 'restart with 2,000 clients', long: 3, short: 0, run: restartWithMany(0) },
	{ number: '17b', name: 'eleven seconds away with 2,000 clients', long: 2, short: 0, run: restartWithMany(11_000) },
	{
		number: '18',
		name: 'source: 500, 429, TLS, silence',
		...named,
		tests: [
			...shownIn('tests/server/ingest/many-faults.test.ts', 'a night: cuts, a kill, 429s', 'hosts that fail in three'),
			...shownIn(
				'tests/server/ingest/feed.test.ts',
				'a server that never answers is reported',
				'twice as late after each'
			),
			...shownIn('tests/server/ingest/health.test.ts', 'a source that falls silent is recorded once')
		]
	},
	{
		number: '19',
		name: 'source: HTML, broken UTF-8, cut',
		...named,
		tests: shownIn(
			'tests/server/ingest/feed.test.ts',
			'one broken byte in UTF-8 costs one letter',
			'of a truncated feed the complete items are',
			'items without text, and the same item twice'
		)
	},
	{
		number: '20',
		name: 'bombs, endless streams, far too many',
		...named,
		tests: [
			...shownIn('tests/server/ingest/guarded-fetch.test.ts', 'without end is stopped at five megabytes, compressed'),
			...shownIn(
				'tests/server/ingest/feed.test.ts',
				'of a hundred thousand items the first thousand',
				'one item of fifty megabytes is refused'
			),
			...shownIn(
				'tests/server/ingest/hostile-files.test.ts',
				'a file that takes too long is refused, and the thread ends',
				'all markup is read by the parser with bounds'
			)
		]
	},
	{
		number: '21',
		name: 'redirects in a circle and inward',
		...named,
		tests: shownIn(
			'tests/server/ingest/guarded-address.test.ts',
			'five are followed, a sixth is not',
			'in a circle end',
			'to a name that leads inside are refused'
		)
	},
	{
		number: '22',
		name: 'edited or deleted after it was evidence',
		...named,
		tests: [
			...shownIn('tests/server/ingest/ingest.test.ts', 'an edit at the source is a later version; a deletion'),
			...shownIn(
				'tests/server/report/at-source.test.ts',
				'the released version stays as it was',
				'the live report marks it at each line and quote'
			)
		]
	},
	{
		number: '23',
		name: 'kill -9 at each step of releasing',
		...named,
		tests: shownIn(
			'tests/server/report/release-killed.test.ts',
			'killed while it releases a report, it is out or not, never half'
		)
	},
	{
		number: '24',
		name: 'migrations: killed, failing, two at once, older program',
		...named,
		tests: [
			...shownIn(
				'tests/server/database/migrate-killed.test.ts',
				'killed while it migrates, each migration is kept whole'
			),
			...shownIn(
				'tests/server/database/migrate.test.ts',
				'each migration is carried out once, in order, also by five',
				'a migration that fails halfway is rolled back,',
				'an older program refuses a newer database with one clear line'
			)
		]
	},
	{
		number: '25',
		name: 'back-up under load, restored elsewhere',
		...named,
		tests: shownIn(
			'tests/server/backup/drill.test.ts',
			'a back-up taken while people work holds one moment, and on an empty machine'
		)
	},
	{
		number: '26',
		name: 'a notification lost',
		...named,
		tests: [
			...shownIn(
				'tests/server/log/execute.test.ts',
				'lines are read after a lost notification: the listening connections are killed',
				'lines are read within a second when no notification comes'
			),
			...shownIn(
				'tests/server/log/wake-ups.test.ts',
				'when a process dies between its commit and its notification, the others find the lines by themselves'
			)
		]
	},
	{
		number: '27',
		name: 'two processes, one killed',
		long: 10,
		short: 0,
		run: oneOfTwo('killed'),
		tests: shownIn('tests/server/ingest/killed.test.ts', 'the program that runs the sources is killed in a burst')
	},
	{ number: '27b', name: 'two processes, one frozen and thawed', long: 10, short: 0, run: oneOfTwo('frozen') },
	{
		number: '27c',
		name: 'publications and notices of two processes',
		...named,
		tests: [
			...shownIn(
				'tests/server/publishing/postings.test.ts',
				'when the program dies between the network and the log',
				'when two processes send the same posting'
			),
			...shownIn('tests/server/ingest/schedule.test.ts', 'a process that is cut off from its locks leaves what it runs')
		]
	},
	{
		number: '28',
		name: 'an exercise beside a real incident',
		...named,
		tests: [
			...shownIn('tests/server/log/execute.test.ts', 'only an exercise script, desks and files feed an exercise'),
			...shownIn('tests/server/publishing/postings.test.ts', 'in an exercise the text is in the simulated channel at')
		]
	},
	{ number: '29', name: 'eight hours at 50 posts/s, compressed', long: 400, short: 0, run: longDay },
	{
		number: '30',
		name: 'the log goes back: restore, promoted copy',
		...named,
		tests: [
			...shownIn(
				'tests/server/log/rolled-back.test.ts',
				'a command that comes first is decided on what the database has',
				'the program notices it by itself, without any',
				'while a restore is not complete no command is'
			),
			...shownIn(
				'tests/desk/connection.svelte.test.ts',
				'a log restored to an earlier point is detected by socket and by polling'
			)
		]
	},
	{
		number: '31',
		name: 'storage of a browser cleared, lost, full; a proxy answers',
		...named,
		tests: [
			...shownIn('tests/desk/outbox-faults.test.ts', 'no fault of storage, connection or proxy, and no reload, loses'),
			...shownIn(
				'tests/desk/outbox-storage.test.ts',
				'a deleted database is reported',
				'fails in time, and the commands are sent from memory'
			),
			...shownIn(
				'tests/desk/request.test.ts',
				'only an answer of our own server about the command itself is a refusal'
			),
			...shownIn('tests/desk/desk.svelte.test.ts', 'a key pressed before the page is ready takes effect at once')
		]
	},
	{
		number: '32',
		name: 'an answer lost: publication, mail, push',
		...named,
		tests: [
			...shownIn('tests/server/publishing/postings.test.ts', 'when the network accepted it but the'),
			...shownIn('tests/server/publishing/notices.test.ts', 'a mail that is sent again'),
			...shownIn('tests/server/publishing/push.test.ts', 'a message sent again because its answer was')
		]
	},
	{
		number: '33',
		name: 'the database in a black hole',
		...named,
		tests: shownIn('tests/server/database/pulse.test.ts', 'when the database does not answer, statements')
	},
	{
		number: '34',
		name: 'another SECRET, a full or closed output, two back-ups at once',
		...named,
		tests: [
			...shownIn('tests/server/database/secret-check.test.ts', 'of two first starts at once with different secrets'),
			...shownIn(
				'tests/server/tools/tools.test.ts',
				'with another SECRET, what needs it refuses',
				'two back-ups in one second get two names',
				'a tool whose output is full or closed finishes its work'
			),
			...shownIn('tests/server/process.test.ts', 'it keeps running, and SIGTERM stops it')
		]
	},
	{
		number: '35',
		name: 'an upgrade under an open page',
		...named,
		tests: shownIn('tests/server/http/stored-assets.test.ts', 'a page that was opened before an upgrade still loads')
	},
	{
		number: '36',
		name: 'merges and undos of two, across lost connections',
		...named,
		tests: shownIn(
			'tests/desk/undo-two-people.svelte.test.ts',
			'after any merges, splits, labels and undos of two',
			'after any needs of one name, labels, merges and undos'
		)
	},
	{
		number: '37',
		name: 'a back-up or another file on a full, closed or read-only disk',
		...named,
		tests: [
			...shownIn(
				'tests/server/backup/full-disk.test.ts',
				'to a disk that fills fails at once',
				'the timetable says that the disk is full'
			),
			...shownIn('tests/server/tools/tools.test.ts', 'ends each tool with one sentence')
		]
	},
	{
		number: '38',
		name: 'a restore that was killed, and a start after it',
		...named,
		tests: [
			...shownIn('tests/server/tools/tools.test.ts', 'a restore that was killed leaves no empty installation'),
			...shownIn('tests/server/config.test.ts', 'after a restore that was interrupted no empty installation')
		]
	},
	{
		number: '39',
		name: 'a database that can only be read',
		...named,
		tests: shownIn('tests/server/http/database-read-only.test.ts', 'while the database can only be read, no address')
	},
	{
		number: '40',
		name: 'a form delivered twice',
		...named,
		tests: shownIn('tests/server/http/actions.test.ts', 'a form that is delivered twice, at once or later')
	},
	{
		number: '41',
		name: 'a clock set back after it ran ahead',
		...named,
		tests: [
			...shownIn('tests/domain/properties.test.ts', 'a clock that is set back keeps nobody'),
			...shownIn('tests/server/report/drafts.test.ts', 'after a release with a clock that ran ahead')
		]
	},
	{
		number: '42',
		name: 'a proxy that refuses one command for ever',
		long: 70,
		short: 2,
		run: oneRefused,
		tests: shownIn(
			'tests/desk/outbox-stuck.test.ts',
			'what a firewall refuses for ever stops only',
			'while nothing passes nothing is called stuck',
			'one tab names what another found'
		)
	},
	{ number: 'F', name: 'the program frozen and thawed', long: 12, short: 0, run: frozen },
	{ number: 'L', name: 'one list for all: 100,000 operations', long: 100_000, short: 0, run: oneList }
];
