import type { Platform } from '$lib/domain/posts/platform';

/** A source that a script may name; in an exercise it appears as a source of the incident. */
export interface ScriptSource {
	readonly key: string;
	readonly name: { readonly nl: string; readonly en: string };
	readonly platform: Platform;
}

const SOURCES: readonly (readonly [key: string, nl: string, en: string, platform: Platform])[] = [
	['x', 'X', 'X', 'x'],
	['mastodon', 'Mastodon', 'Mastodon', 'mastodon'],
	['bluesky', 'Bluesky', 'Bluesky', 'bluesky'],
	['facebook', 'Facebook', 'Facebook', 'facebook'],
	['facebook-geplakt', 'Facebook (geplakt)', 'Facebook (pasted)', 'facebook'],
	['instagram', 'Instagram', 'Instagram', 'instagram'],
	['tiktok', 'TikTok', 'TikTok', 'tiktok'],
	['whatsapp', 'WhatsApp (geplakt)', 'WhatsApp (pasted)', 'whatsapp'],
	['forum', 'Forum', 'Forum', 'forum'],
	['nieuws', 'Nieuwsmedia', 'News media', 'news'],
	['telefoon', 'Telefoon', 'Phone', 'phone'],
	['pers', 'Persvragen', 'Press questions', 'press'],
	['straat', 'Straat', 'Street', 'street'],
	['partner', 'Partners', 'Partners', 'partner'],
	['overig', 'Overig', 'Other', 'other']
];
export const scriptSources: ReadonlyMap<string, ScriptSource> = new Map(
	SOURCES.map(([key, nl, en, platform]) => [key, { key, name: { nl, en }, platform }])
);
