import * as m from '../../messages';
import { isAllGone, type AtSource } from '$lib/domain/posts/at-source';
import type { Moment, SourceId } from '$lib/domain/core/ids';
import { wholeSentences } from '$lib/domain/core/texts/sentences';
import type { Platform } from '$lib/domain/posts/platform';
import {
	isUnsure,
	mayBeMore,
	shareOf,
	type CarriedPart,
	type NeedLine,
	type Report,
	type RumourLine
} from '$lib/domain/report/content';
import { isolated } from '$lib/i18n/isolated';
import type { Words } from '$lib/i18n/words';
import { channelName } from './channel-name';
import type { Block, EvidenceLink, Line, Piece } from './document';

/** What is only counted when there are too many to name. */
type MoreOf =
	| 'changes'
	| 'languages'
	| 'questions'
	| 'behaviours'
	| 'advice'
	| 'headlines'
	| 'outages'
	| 'sources'
	| 'facts'
	| 'unknowns';

/** Writes one report in one language: the words, and what depends on the moment of measurement. */
export class ReportContext {
	readonly t: Words['t'];
	constructor(
		readonly report: Report,
		readonly words: Words
	) {
		this.t = words.t;
	}

	/** "14.03" on the day of measurement, "gisteren 23.55" or "16 nov 09.30" otherwise. */
	clock(at: Moment): string {
		return this.words.dayPrefix(at, this.report.moment) + this.words.clock(at);
	}
	/** The same with "uur". */
	time(at: Moment): string {
		return this.words.dayPrefix(at, this.report.moment) + this.words.time(at);
	}
	/** The period of the report: "14.20–14.50". */
	get period(): string {
		return `${this.clock(this.report.from)}–${this.clock(this.report.moment)}`;
	}
	/** How long ago it was at the moment of measurement: "48 min". */
	since(at: Moment): string {
		return this.words.between(at, this.report.moment);
	}
	/** Where words stand; the name of a channel where nobody confirmed the place. */
	readonly place = (of: string): string =>
		of
			.split(', ')
			.map((each) => channelName(each, this.words))
			.join(', ');
	readonly number = (value: number): string => this.words.number(value, 0);
	/** `count` of all stories as a share, or as two counts when there are too few for a share. */
	stories(count: number, total: number): string {
		const share = shareOf(count, total);
		return share === null
			? this.t(m.report.document.basis.stories.of, { count, total })
			: this.t(m.report.document.basis.stories.share, { share: this.words.percent(share) });
	}
	/** The number of posts per source; files are grouped by platform, which says more than a file name. */
	sources(): { readonly name: string; readonly posts: number; readonly source: SourceId | null }[] {
		const { sources } = this.report.basis;
		const files = new Map<Platform, number>();
		for (const { platforms = [] } of sources)
			for (const { platform, posts } of platforms) files.set(platform, (files.get(platform) ?? 0) + posts);
		return [
			...sources
				.filter(({ platforms }) => platforms === undefined)
				.map(({ id, name, posts }) => ({ name, posts, source: id })),
			...[...files].map(([platform, posts]) => ({
				name: this.t(m.report.document.basis.file, { platform: this.t(m.report.document.platforms[platform]) }),
				posts,
				source: null
			}))
		].sort((a, b) => b.posts - a.posts);
	}
	/** That it cannot be said yet whether something rises or falls, and why. */
	get unsure(): string {
		return this.t(m.report.document.unsure, { stories: this.report.basis.unseen.stories });
	}
	/**
	 * A note that there may be more than is counted, when nobody looked at many posts of the period.
	 * @param shown the lines whose trend or effect is shown
	 */
	perhapsMore(shown: readonly (NeedLine | RumourLine)[] = []): Extract<Block, { kind: 'note' }>[] {
		if (shown.some(isUnsure)) return [{ kind: 'note', text: `${this.unsure}.` }];
		return mayBeMore(this.report) ? [{ kind: 'note', text: this.t(m.report.document.perhapsMore) }] : [];
	}
	/** A number that links to its evidence. `look`: bold, or beside a text that is complete without it. */
	count(posts: number, of: EvidenceLink | null, style?: 'strong' | 'aside'): Piece {
		return { kind: 'count', posts, text: this.number(posts), of, ...(style && { [style]: true }) };
	}
	/** How many posts behind a line were edited or removed at their source; null when none were. */
	atSource({ posts, atSource }: { readonly posts: number; readonly atSource?: AtSource | undefined }): string | null {
		if (!atSource) return null;
		const { edited, gone } = atSource;
		if (isAllGone(posts, atSource)) return this.t(m.report.document.atSource.all);
		const parts = [
			gone > 0 && this.t(m.report.document.atSource.gone, { count: gone }),
			edited > 0 && this.t(m.report.document.atSource.edited, { count: edited })
		];
		return parts.filter((part) => part !== false).join(', ');
	}
	/** How old the text of this part is, if it is from before the previous report; otherwise null. */
	carried(part: CarriedPart): string | null {
		const old = this.report.carried?.[part];
		if (!old) return null;
		const written = this.time(old.written);
		const age =
			old.confirmed === null
				? this.t(m.report.document.carried.written, { written })
				: this.t(m.report.document.carried.confirmed, { written, confirmed: this.time(old.confirmed) });
		if (!old.numbers) return age;
		const numbers = this.words.list(old.numbers.map(this.number));
		return `${age} ${this.t(m.report.document.carried.numbers, { numbers })}`;
	}
	/** At most `limit` lines, and a line that says how many more there are. */
	linesUpTo<T>(all: readonly T[], limit: number, of: MoreOf, write: (item: T) => Line): Line[] {
		const lines = all.slice(0, limit).map(write);
		const count = all.length - lines.length;
		if (count > 0) lines.push([text(this.t(m.report.document.more[of], { count, shown: lines.length }))]);
		return lines;
	}
}

export const text = (of: string): Piece => ({ kind: 'text', text: isolated(of) });
export const strong = (of: string): Piece => ({ kind: 'text', text: isolated(of), strong: true });
export const subtle = (of: string): Piece => ({ kind: 'text', text: isolated(of), subtle: true });
/** At the desk: where the line before it comes from. */
export const evidence = (of: string, link: EvidenceLink): Piece => ({ kind: 'evidence', text: of, of: link });
type VerbatimPiece = Extract<Piece, { kind: 'verbatim' }>;
/** Text by a person, in the language in which it was written; `quoted` adds quotation marks. */
export const verbatim = (of: string): VerbatimPiece => ({ kind: 'verbatim', text: isolated(of) });
export const quoted = (of: string): VerbatimPiece => ({ kind: 'verbatim', text: isolated(of), quoted: true });

/** The text of `atSource` in brackets, beside a line. */
export function changedAside(line: Parameters<ReportContext['atSource']>[0], context: ReportContext): Piece[] {
	const change = context.atSource(line);
	return change === null ? [] : [text(' '), subtle(`(${change})`)];
}

/** Joins lines into one, with a separator between them. */
export const joined = (lines: readonly Line[], between: string): Line =>
	lines.flatMap((line, at) => (at === 0 ? line : [text(between), ...line]));

/** The paragraphs of a text that a person typed. */
export const paragraphs = (of: string): string[] =>
	of
		.split(/\n+/)
		.map((line) => line.trim())
		.filter((line) => line !== '');

/** The text, or its first sentences that fit in `maxLength` characters, at least one, and the number of the others. */
export function inSentences(of: string, maxLength: number | undefined, { t }: Pick<Words, 't'>): string {
	if (maxLength === undefined) return of.replace(/\s+/g, ' ').trim();
	const { text: shown, left } = wholeSentences(of, maxLength);
	return left === 0 ? shown : `${shown} (${t(m.replaced.sentence.left, { count: left })})`;
}

/** Cuts a text at a space, if it has one, and appends `mark`: at most `maxLength` characters in total. */
export function shorten(of: string, maxLength: number, mark = '…'): string {
	if (of.length <= maxLength) return of;
	const end = maxLength - mark.length;
	const space = of.lastIndexOf(' ', end);
	// Never half of a surrogate pair.
	return `${of
		.slice(0, space > 0 ? space : end)
		.replace(/[\ud800-\udbff]$/, '')
		.trimEnd()}${mark}`;
}
