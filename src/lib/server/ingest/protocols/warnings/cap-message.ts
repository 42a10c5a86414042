import { z } from 'zod';
import { boundedParser, MarkupTooLarge, type MarkupBounds } from '$lib/server/platform/operations/bounded-markup';
import { areaOf, type Area } from '../reading/area';
import { readMoment } from '$lib/domain/posts/moments/moment-text';

/** The fields that we read of a message of the Common Alerting Protocol, 1.1 and 1.2. */
export interface CapMessage {
	/** Sender and identifier: together they are unique. */
	readonly id: string;
	readonly sent: number;
	readonly kind: 'Alert' | 'Update' | 'Cancel';
	/** The ids of the messages that it changes or withdraws. */
	readonly about: readonly string[];
	readonly headline: string;
	/** When the warning begins and ends, in milliseconds; null when the message does not give it. */
	readonly onset: number | null;
	readonly expires: number | null;
	/** The same for every producer of this message; null without any moment, because then messages cannot be compared. */
	readonly same: string | null;
	readonly text: string;
	/** The names of the areas. */
	readonly areas: readonly string[];
	readonly area: Area;
	readonly sender: string;
}

export interface Element {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: Element[];
	text: string;
}

/** A thousand messages, which are nested seven levels deep in a feed. */
const BOUNDS: MarkupBounds = { depth: 30, elements: 200_000 };

/**
 * The elements of a document, without prefixes; null for one beyond the bounds, or whose document type declares
 * something. Its size was limited when it was fetched.
 */
export function elementsOf(xml: string): Element | null {
	if (/<!(?:DOCTYPE[^>[]*\[|ENTITY)/i.test(xml)) return null;
	const root: Element = { name: '', attributes: {}, children: [], text: '' };
	const open = [root];
	const parser = boundedParser(
		{
			onopentag(name, attributes) {
				const element = { name: name.replace(/^.*:/, ''), attributes, children: [], text: '' };
				open.at(-1)?.children.push(element);
				open.push(element);
			},
			ontext(text) {
				const last = open.at(-1);
				if (last) last.text += text;
			},
			onclosetag() {
				if (open.length > 1) open.pop();
			}
		},
		BOUNDS,
		{ xmlMode: true }
	);
	try {
		parser.end(xml);
		return root;
	} catch (error) {
		if (error instanceof MarkupTooLarge) return null;
		throw error;
	}
}

export const find = (element: Element | undefined, name: string): Element[] =>
	element?.children.filter((child) => child.name === name) ?? [];
/**
 * The messages in a document: by themselves, in a wrapper, or in the entries of a feed, where they may be escaped (once:
 * a text that is escaped again and again would be read as often).
 */
export function alertsIn(element: Element, isEscaped = false): Element[] {
	if (element.name === 'alert' && textOf(element, 'identifier') !== '') return [element];
	const escaped = !isEscaped && /<(?:\w+:)?alert[\s>]/.test(element.text) ? elementsOf(element.text.trim()) : null;
	return [
		...element.children.flatMap((child) => alertsIn(child, isEscaped)),
		...(escaped ? alertsIn(escaped, true) : [])
	];
}
export const textOf = (element: Element | undefined, name: string): string => find(element, name)[0]?.text.trim() ?? '';

const Head = z.object({
	identifier: z.string().min(1).max(300),
	sender: z.string().min(1).max(300),
	status: z.enum(['Actual', 'Exercise', 'System', 'Test', 'Draft']),
	msgType: z.enum(['Alert', 'Update', 'Cancel', 'Ack', 'Error']),
	scope: z.enum(['Public', 'Restricted', 'Private'])
});

/** `invalid`: it does not follow the standard. `aside`: it is valid, but not public or not real. */
export function messageOf(alert: Element): CapMessage | 'invalid' | 'aside' {
	const names = ['identifier', 'sender', 'status', 'msgType', 'scope'] as const;
	const head = Head.safeParse(Object.fromEntries(names.map((name) => [name, textOf(alert, name)]))).data;
	const sent = readMoment(textOf(alert, 'sent'))?.at;
	if (!head || sent === undefined) return 'invalid';
	const { identifier, sender, status, msgType: kind, scope } = head;
	if (status !== 'Actual' || scope !== 'Public' || kind === 'Ack' || kind === 'Error') return 'aside';
	const infos = find(alert, 'info');
	// The standard allows this, and then there is nothing to announce.
	if (infos.length === 0 && kind !== 'Cancel') return 'aside';
	const inLanguage = (language: string): Element | undefined =>
		infos.find((each) => textOf(each, 'language').toLowerCase().startsWith(language));
	const info = inLanguage('nl') ?? inLanguage('en') ?? infos[0];
	const momentIn = (...names: string[]): number | null =>
		names.flatMap((name) => readMoment(textOf(info, name))?.at ?? [])[0] ?? null;
	const [onset, expires] = [momentIn('onset', 'effective'), momentIn('expires')];
	const headline = textOf(info, 'headline') || textOf(info, 'event');
	const text = [textOf(info, 'description'), textOf(info, 'instruction')].filter(Boolean).join('\n');
	const areas = find(info, 'area');
	const shapeTexts = (name: string): string[] => areas.flatMap((area) => find(area, name).map(({ text }) => text));
	return {
		id: `${sender},${identifier}`,
		sent,
		kind,
		about: textOf(alert, 'references')
			.split(/\s+/)
			.flatMap((reference) => /^(.+,.+),[^,]*$/.exec(reference)?.[1] ?? []),
		headline,
		onset,
		expires,
		same:
			onset === null && expires === null
				? null
				: JSON.stringify([
						(textOf(info, 'event') || headline).toLowerCase(),
						textOf(info, 'severity').toLowerCase(),
						areas.map((area) => textOf(area, 'areaDesc').toLowerCase()).sort(),
						onset,
						expires,
						// An update may change no more than the words.
						...(kind === 'Update' ? [headline, text] : [])
					]),
		text,
		areas: areas.map((area) => textOf(area, 'areaDesc')),
		area: areaOf(shapeTexts('polygon'), shapeTexts('circle')),
		sender: textOf(info, 'senderName') || sender
	};
}
