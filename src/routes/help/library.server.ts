import * as m from '$lib/messages';
import { DeskKeys } from '$lib/desk/desk-keys.svelte';
import { keyWords } from '$lib/desk/key-words';
import { commandKind } from '$lib/domain/commands';
import { isAllowed } from '$lib/domain/core/policy';
import { PersonalRole, SYSTEM } from '$lib/domain/core/role';
import { wordsIn, type Words } from '$lib/i18n/words';
import type { Language } from '$lib/i18n/language';
import { isMessage, type Message, type Messages } from '$lib/messages/message';
import { capsOf } from '$lib/ui/display/key-caps';
import { plainBlock, plainText, type HelpBlock, type HelpInline } from './blocks';
import type { HelpSection } from './search';
import { helpTopics, type HelpCard, type HelpTopic } from './topics';

/** A page of the help, ready to be shown: its title, the sentence below it, and the rest. */
export interface HelpText {
	readonly title: string;
	readonly lead: readonly HelpInline[];
	readonly blocks: readonly HelpBlock[];
}

/** Where a text is read: on a page of its own, or `together` with all others, so that its links stay on that page. */
export interface HelpReading {
	readonly language: Language;
	readonly together?: boolean;
	/** What stays behind each address: the language, where the address chose it. */
	readonly query?: string;
}

const texts = import.meta.glob<readonly HelpBlock[]>('/messages/help/*/*.md', { eager: true, import: 'default' });

/** @throws Error where the text names a word, key or command that is not there: a test reads them all */
export function helpText(name: HelpTopic | `card-${HelpCard}`, reading: HelpReading): HelpText {
	const written = texts[`/messages/help/${reading.language}/${name}.md`] ?? [];
	const filled = fillIn(written, name, reading);
	const [title, lead, ...blocks] = filled;
	if (title?.kind !== 'heading' || lead?.kind !== 'paragraph')
		throw new Error(`help text ${name} (${reading.language}): a title and a sentence come first`);
	return { title: plainText(title.of), lead: lead.of, blocks };
}

/** Every part of every page, for the search. */
export function helpSections(reading: HelpReading): readonly HelpSection[] {
	return helpTopics.flatMap((topic) => {
		const { title, lead, blocks } = helpText(topic, reading);
		const href = `/help/${topic}${reading.query ?? ''}`;
		const sections: HelpSection[] = [{ href, title, heading: null, text: plainText(lead) }];
		for (const block of blocks) {
			const last = sections.at(-1);
			if (block.kind === 'heading')
				sections.push({ href: `${href}#${block.id ?? ''}`, title, heading: plainText(block.of), text: '' });
			else if (last) sections[sections.length - 1] = { ...last, text: `${last.text} ${plainBlock(block)}`.trim() };
		}
		return sections;
	});
}

const bindings = new DeskKeys(SYSTEM.id).map.bindings;

/** Puts in the words of the screens, the keys, and who may do what, so that a help text cannot differ from them. */
function fillIn(written: readonly HelpBlock[], name: string, reading: HelpReading): readonly HelpBlock[] {
	const words = wordsIn(reading.language);
	const absent = (what: string): Error => new Error(`help text ${name} (${reading.language}): there is no ${what}`);

	function tokenOf(kind: string, of: string): HelpInline {
		if (kind === 't') {
			const message = messageAt(of.split('.'), m);
			if (!message) throw absent(`message ${of}`);
			return { kind: 'screen', text: words.t(message) };
		}
		if (kind === 'key') {
			const key = bindings.find(({ action }) => action === of)?.keys[0];
			if (key === undefined) throw absent(`key for ${of}`);
			return { kind: 'key', caps: capsOf(key, words) };
		}
		const command = commandKind(of);
		if (!command) throw absent(`command ${of}`);
		const roles = PersonalRole.options.filter((role) => isAllowed([role], command.allow));
		if (roles.length === 0) throw absent(`person who may send ${of}`);
		return { kind: 'text', text: words.either(roles.map((role) => words.t(m.roles[role]))) };
	}

	const sentence = (of: readonly HelpInline[]): readonly HelpInline[] =>
		of.flatMap((piece): readonly HelpInline[] => {
			if (piece.kind === 'text')
				return piece.text
					.split(/(\{\w+:[\w.]+\})/)
					.filter((part) => part !== '')
					.map((part) => {
						const [, kind, value] = /^\{(t|key|may):([\w.]+)\}$/.exec(part) ?? [];
						return kind === undefined || value === undefined ? { kind: 'text', text: part } : tokenOf(kind, value);
					});
			if (piece.kind === 'link') return [{ kind: 'link', to: addressOf(piece.to, reading), of: sentence(piece.of) }];
			return piece.kind === 'strong' ? [{ kind: 'strong', of: sentence(piece.of) }] : [piece];
		});

	function fill(block: HelpBlock): HelpBlock {
		switch (block.kind) {
			case 'heading': {
				const of = sentence(block.of);
				const slug = slugOf(plainText(of));
				return { ...block, id: reading.together ? `${name}-${slug}` : slug, of };
			}
			case 'paragraph': {
				const [, group] = /^\{keys:(\w+)\}$/.exec(plainText(block.of)) ?? [];
				return group === undefined ? { ...block, of: sentence(block.of) } : keysOf(group, words, absent);
			}
			case 'list':
				return { ...block, items: block.items.map((item) => item.map(fill)) };
			case 'note':
				return { ...block, of: block.of.map(fill) };
			case 'table':
				return { ...block, rows: block.rows.map((row) => row.map(sentence)) };
			default:
				return block;
		}
	}
	return written.map(fill);
}

/** All keys of a group, as the overview of keys shows them. */
function keysOf(group: string, words: Words, absent: (what: string) => Error): HelpBlock {
	const { label } = keyWords(words);
	const rows = bindings
		.filter((binding) => binding.group === group)
		.map(({ action, keys }) => ({ caps: capsOf(keys[0] ?? '', words), does: label(action) }));
	if (rows.length === 0) throw absent(`group of keys ${group}`);
	return { kind: 'keys', rows };
}

/** A link to another text is its file, so that it also works where the files are read; other links are addresses. */
function addressOf(to: string, { together, query = '' }: HelpReading): string {
	const [, card, topic, part = ''] = /^(card-)?(\w+)\.md(#.*)?$/.exec(to) ?? [];
	if (topic === undefined) return to;
	if (card !== undefined) return `/help/card/${topic}${query}`;
	return together ? `#${topic}` : `/help/${topic}${query}${part}`;
}

const slugOf = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.match(/[a-z0-9]+/g)
		?.join('-') ?? 'part';

function messageAt([name = '', ...rest]: readonly string[], group: Messages): Message | null {
	const found = group[name];
	if (!found) return null;
	if (rest.length === 0) return isMessage(found) ? found : null;
	return isMessage(found) ? null : messageAt(rest, found);
}
