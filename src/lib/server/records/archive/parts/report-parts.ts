import type { Sql } from '$lib/server/platform/driver/sql';
import { Report } from '$lib/domain/report/content';
import { replacedIn } from '$lib/domain/review/citation';
import type { ReportVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import { languages, type Language } from '$lib/i18n/language';
import { textOf } from '$lib/report/write/flow';
import { frameOf } from '$lib/report/write/write-report';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { json } from '$lib/server/read/report/export/json';
import type { WritingJob } from '$lib/server/read/report/files/writer-thread';
import { escapeHtml, pageOf } from './page';
import { part, type PackagePart } from './part';
import type { ArchiveSubject } from './subject';

/** Writes a PDF; in the program in a thread of its own, because a desk would wait for it. */
export type WritePdf = (job: WritingJob) => Promise<Uint8Array>;

/** The files of one released version, by where the start page links to. */
export const reportFolder = (number: number): string => `reports/${String(number).padStart(4, '0')}`;

/** Each released version: the page in both languages and the data as they were kept, and a PDF made from those data. */
export const reportParts = (sql: Sql, subject: ArchiveSubject, writePdf: WritePdf): PackagePart[] =>
	[...subject.state.versions.values()]
		.sort((a, b) => a.number - b.number)
		.flatMap((version) => partsOf(sql, subject, version, writePdf));

function partsOf(
	sql: Sql,
	{ id, state, description }: ArchiveSubject,
	version: Readonly<ReportVersion>,
	writePdf: WritePdf
): PackagePart[] {
	const folder = reportFolder(version.number);
	const frame = frameOf(version, replacedIn(state, version.number));
	const stored = () => storedVersion(sql, id, version.number);
	const page = (language: Language, form: 'full' | 'short') =>
		part(`${folder}/report${form === 'short' ? '-short' : ''}.${language}.html`, async () => {
			const { report, html } = await stored();
			const words = wordsIn(language);
			const { title, notices } = exportedOf(report, frame, '', language, words);
			const beside = notices.map(({ line }) => `<p>${escapeHtml(textOf(line))}</p>`).join('');
			return pageOf({ words, title, exercise: report.incident.exercise, body: beside + html[form][language] });
		});
	const document = (form: 'full' | 'short') =>
		part(`${folder}/report${form === 'short' ? '-short' : ''}.${description.language}.pdf`, async () => {
			const { report } = await stored();
			const extension = form === 'full' ? 'full.pdf' : 'pdf';
			return writePdf({
				extension,
				report,
				frame,
				article: '',
				language: description.language,
				isUncompressed: true
			});
		});
	const forms = ['short', 'full'] as const;
	return [
		...forms.flatMap((form) => languages.map((language) => page(language, form))),
		...forms.map(document),
		part(`${folder}/report.json`, async () => {
			const { report } = await stored();
			return json.write(exportedOf(report, frame, '', description.language, wordsIn(description.language)));
		})
	];
}

interface StoredVersion {
	readonly report: Report;
	readonly html: Readonly<Record<'full' | 'short', Readonly<Record<Language, string>>>>;
}
async function storedVersion(sql: Sql, id: string, number: number): Promise<StoredVersion> {
	const [row] = await sql<{ content: unknown; html_nl: string; html_en: string; short_nl: string; short_en: string }[]>`
		select content, html_nl, html_en, short_nl, short_en from report_version where incident_id = ${id} and number = ${number}`;
	if (!row) throw new Error(`report version ${number} is not stored`);
	return {
		report: Report.parse(row.content),
		html: { full: { nl: row.html_nl, en: row.html_en }, short: { nl: row.short_nl, en: row.short_en } }
	};
}
