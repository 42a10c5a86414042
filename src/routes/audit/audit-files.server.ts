import * as m from '$lib/messages';
import type { Words } from '$lib/i18n/words';
import { csvLine, BYTE_ORDER_MARK } from '$lib/server/platform/http/csv';
import type { AuditLine } from '$lib/server/read/queries/audit';
import type { AuditEntry } from './audit-words';

interface AuditForm {
	readonly extension: string;
	readonly type: string;
	/** What comes before the first line. */
	readonly head: (words: Words) => string;
	readonly line: (line: AuditLine, entry: AuditEntry, host: string) => string;
}

const csv: AuditForm = {
	extension: 'csv',
	type: 'text/csv; charset=utf-8',
	head: ({ t }) =>
		BYTE_ORDER_MARK +
		csvLine([
			...(['at', 'by', 'what', 'about', 'detail', 'where', 'from', 'device'] as const).map((column) =>
				t(m.audit.columns[column])
			),
			'log',
			'seq'
		]),
	line: ({ log, seq }, { at, by, what, about, detail, where, address, device }) =>
		csvLine([at, by, what, about ?? '', detail ?? '', where ?? '', address ?? '', device ?? '', log, seq])
};

/** What a machine reads: ids and event types, in no language. Names are people's own, so they are not in it. */
const factsOf = ({ log, seq, at, by, kind, person, data, address, device }: AuditLine) => ({
	at,
	log,
	seq,
	kind,
	actor: by,
	person,
	address,
	device,
	...Object.fromEntries(
		['factor', 'count', 'number', 'what'].flatMap((name) =>
			data[name] === undefined || data[name] === null ? [] : [[name, data[name]]]
		)
	)
});

/** One JSON object to a line. */
const jsonLines: AuditForm = {
	extension: 'jsonl',
	type: 'application/jsonl; charset=utf-8',
	head: () => '',
	line: (line) => `${JSON.stringify(factsOf(line))}\n`
};

/** Facility 13, log audit; severity 5, notice: 13 * 8 + 5 (RFC 5424 §6.2.1). */
const PRIORITY = 109;
/** A structured-data parameter: `"`, `\` and `]` are escaped; a value stays on its line (RFC 5424 §6.3.3). */
const escaped = (value: string): string => value.replace(/[\\"\]]/g, '\\$&').replace(/\p{Cc}/gu, ' ');
/** A field between spaces: visible ASCII, at most so many. */
const word = (value: string, most: number): string => value.replace(/[^\x21-\x7e]/g, '').slice(0, most) || '-';

/** As lines of syslog (RFC 5424), for a system that gathers logs. 32473 is the number for examples (RFC 5612). */
const syslog: AuditForm = {
	extension: 'log',
	type: 'text/plain; charset=utf-8',
	head: () => '',
	line: (line, _entry, host) => {
		const { at, kind, ...facts } = factsOf(line);
		const parameters = Object.entries(facts)
			.filter(([, value]) => value !== null)
			.map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
			.join('');
		return `<${PRIORITY}>1 ${at} ${word(host, 255)} voelspriet - ${word(kind, 32)} [audit@32473${parameters}]\n`;
	}
};

export const auditForms: readonly AuditForm[] = [csv, jsonLines, syslog];
