import { columnFields, type ColumnField } from '$lib/domain/posts/entry/file-import';

export { columnFields as fields, type ColumnField as Field };

/** Names of columns by field, folded (`foldedName`) and with commas between them, the likeliest first. */
type Names = Readonly<Partial<Record<ColumnField, string>>>;

/**
 * Our own names, and the Dutch and English words that tables of any program have. Names of counts (shares, likes) are
 * not included.
 */
const WORDS: Names = {
	id: 'id, post id, message id, bericht id, document id, external id, guid, uniek id, unique id, comment id',
	date: 'unix timestamp, date unixtime, created utc, date, datum, datumtijd, datum tijd, datum en tijd, datetime, date time, timestamp, published, published at, publicatiedatum, publication date, date published, gepubliceerd, gepubliceerd op, geplaatst, geplaatst op, created at, created, created time, created date, post date, date posted, posted at, posted on, publish date, creation time, published date, create time, datum bericht, berichtdatum, datum geplaatst, plaatsingsdatum, date created, time posted, zeitstempel, horodatage, fecha, fecha y hora, date heure, date et heure, datum uhrzeit, datum zeit, datum tijdstip',
	time: 'time, tijd, tijdstip, publicatietijd, post time, tijd bericht, uur, uhrzeit, zeit, zeitpunkt, heure, hora, ora, time of day, posted time, message time, sent time, tijd geplaatst, tijd verzonden',
	title: 'title, titel, headline, kop, koptekst, onderwerp, subject, article title, titel bericht, post title',
	text: 'text, tekst, opening text, bericht, berichttekst, volledige tekst, full text, message, content, inhoud, post, body, snippet, fragment, melding, omschrijving, beschrijving, description, bericht tekst, post text, post message, post content, mention, mention content, mention text, message text, comment, comment text, comment body, caption, reactie, tekst bericht, inhoud bericht, contents',
	url: 'url, link, permalink, webadres, post url, article url, bron url, permalink url, post link, post permalink, comment url, message url, mention url, source url, original url, link to post, url bericht, article link',
	author:
		'author, auteur, author name, naam auteur, afzender, schrijver, name, naam, display name, author full name, page name, profile name, account name, sender name, sender, from, from name, user full name, full name, author display name, commenter, commenter name, poster, naam account, channel title',
	handle:
		'handle, screen name, username, user name, gebruikersnaam, account, accountnaam, user, gebruiker, author handle, author username, author user name, author screen name, user screen name, from username, nickname, author nickname',
	source:
		'platform, source, bron, medium, kanaal, channel, netwerk, network, source name, bronnaam, media type, mediatype, site, domain, domein, website, source domain, social network, platform name, network type, source type, page type, content type, type bron, brontype, type',
	reach:
		'reach, bereik, followers, volgers, aantal volgers, follower count, potential reach, potentieel bereik, author followers, followers count, volgers auteur',
	lang: 'lang, language, taal',
	shares: 'shares id, deelt id, repost of',
	replyTo: 'replyto, reply to, reply to id, is reply to, in reply to, in reply to id, antwoord op, reactie op',
	media:
		'media, media url, media urls, attachment, attachments, bijlage, bijlagen, image, images, image url, photo, picture, video, afbeelding, afbeeldingen, foto, alt text'
};

interface Tool {
	readonly name: string;
	/** Where these names come from. A service may change them, or a customer may have chosen others. */
	readonly source: string;
	/** Columns that no other program has together. */
	readonly signature: string;
	readonly columns: Names;
}

/** What monitoring services, archives and networks call their columns. */
export const TOOLS: readonly Tool[] = [
	{
		name: '4CAT',
		source: 'github.com/digitalmethodsinitiative/4cat: what map_item returns in datasources',
		signature: 'body, unix timestamp',
		columns: {
			id: 'id',
			date: 'unix timestamp, timestamp',
			title: 'subject',
			text: 'body',
			url: 'url, tiktok url, post url',
			author: 'author full, author fullname, author name, author display name, display name',
			handle: 'author, author username',
			reach: 'author followers',
			replyTo: 'reply to, reply to message id, parent id'
		}
	},
	{
		name: 'Zeeschuimer',
		source:
			'github.com/digitalmethodsinitiative/zeeschuimer: lines of JSON, see network-records; as a table when flattened',
		signature: 'timestamp collected, source platform',
		columns: { source: 'source platform' }
	},
	{
		name: 'Meta Content Library',
		source: 'github.com/fabiogiglietto/csds-preprocessor: README, fields of its CSV files',
		signature: 'creation time, post owner name',
		columns: {
			id: 'id',
			date: 'creation time',
			text: 'text',
			url: 'url, mcl url',
			author: 'post owner name',
			handle: 'post owner username',
			lang: 'lang'
		}
	},
	{
		name: 'CrowdTangle',
		source: 'github.com/digitalmethodsinitiative/4cat: datasources/custom/import_formats.py',
		signature: 'post created, followers at posting',
		columns: {
			date: 'post created',
			title: 'title, link text',
			text: 'message, description, image text',
			url: 'url',
			author: 'page name, group name, account',
			handle: 'user name',
			reach: 'followers at posting'
		}
	},
	{
		name: 'Talkwalker',
		source: 'public scripts that read its exports; the fields of its API',
		signature: 'source type, published, content',
		columns: {
			date: 'published',
			title: 'title, title snippet',
			text: 'content, content snippet',
			url: 'url',
			author: 'extra author attributes name',
			handle: 'extra author attributes short name, extra author attributes username',
			source: 'source type'
		}
	},
	{
		name: 'Brandwatch, and Hootsuite Insights that is made with it',
		source: 'developers.brandwatch.com, fields of a mention; exports that people shared',
		signature: 'query name, page type',
		columns: {
			id: 'resource id, mention id',
			date: 'date',
			title: 'title',
			text: 'full text, snippet',
			url: 'url, original url',
			author: 'full name',
			handle: 'author',
			source: 'page type, domain',
			reach: 'reach new, twitter followers, x followers, reach'
		}
	},
	{
		name: 'Meltwater',
		source: 'the column names in its public description; public scripts that read its exports',
		signature: 'hit sentence, opening text',
		columns: {
			id: 'document id',
			date: 'date',
			time: 'time',
			title: 'headline, title',
			text: 'hit sentence, opening text',
			url: 'url',
			author: 'author name, influencer',
			handle: 'author handle, twitter screen name, x screen name',
			source: 'source, source name, source type, information type'
		}
	},
	{
		name: 'Coosto',
		source: 'no description found; exports that people shared',
		signature: 'discussielengte, bericht tekst',
		columns: {
			id: 'bericht id',
			title: 'titel',
			text: 'bericht tekst',
			handle: 'auteur',
			source: 'type',
			reach: 'volgers'
		}
	},
	{
		name: 'OBI4wan and Spotler Engage',
		source: 'engage.spotler.help: what a message consists of; no list of columns found',
		signature: 'bronsoort, bericht',
		columns: { date: 'publicatiedatum', text: 'bericht', source: 'bronsoort', url: 'url' }
	},
	{
		name: 'Determ (Mediatoolkit)',
		source: 'public scripts that read its exports',
		signature: 'mention snippet',
		columns: { title: 'title', text: 'mention snippet', author: 'author', source: 'source type, from', reach: 'reach' }
	},
	{
		name: 'Sprinklr',
		source: 'the schema of a message in github.com/apache/streams (sprinklr); exports that people shared',
		signature: 'sn type, permalink',
		columns: {
			id: 'universal message id, sn message id, message id',
			date: 'created time, sn created time',
			text: 'message',
			url: 'permalink',
			author: 'sender name, sender full name',
			handle: 'sender screen name, from user',
			source: 'sn type',
			reach: 'sender followers count'
		}
	},
	{
		name: 'Hootsuite',
		source: 'no description found; exports that people shared',
		signature: 'post message, post permalink',
		columns: { date: 'date', text: 'post message', url: 'post permalink', author: 'account', source: 'social network' }
	},
	{
		name: 'The programs of X, YouTube, Reddit, Mastodon, Bluesky and TikTok, as a table; radio and television',
		source:
			'docs.x.com (Post, Tweet); developers.google.com/youtube/v3 (comment); reddit.com/dev/api and Pushshift; docs.joinmastodon.org (Status); docs.bsky.app (postView); developers.tiktok.com (research); exports that people shared',
		signature: '',
		columns: {
			id: 'tweet id, id str, sound bite id',
			date: 'tweet date, record created at, mention date',
			text: 'tweet, tweet text, text original, text display, video description, selftext, record text, sound bite text',
			url: 'tweet url',
			author: 'account display name',
			handle: 'twitter handle, x handle, account acct, account username',
			reach: 'user followers count',
			shares: 'retweet of, retweeted id, retweeted status id, retweeted tweet id',
			replyTo: 'in reply to status id, in reply to tweet id, reply to tweet id, parent id'
		}
	}
];

interface NamedField {
	readonly field: ColumnField;
	readonly rank: number;
}
const fieldsOf = (names: Names, from: number): [string, NamedField][] =>
	columnFields.flatMap((field) =>
		namesIn(names[field]).map((name, at): [string, NamedField] => [name, { field, rank: from + at }])
	);
const namesIn = (list = ''): string[] => list.split(', ').filter((name) => name !== '');

/** The columns of tools that the words do not have; they rank after them. */
const FIELD_BY_NAME: ReadonlyMap<string, NamedField> = new Map([
	...TOOLS.toReversed().flatMap(({ columns }) => fieldsOf(columns, 1_000)),
	...fieldsOf(WORDS, 0)
]);
/** What the names of a tool mean in its own files. */
const FIELD_BY_TOOL = new Map(TOOLS.map((tool) => [tool, new Map(fieldsOf(tool.columns, -1_000))]));

/** Ignores case, accents and punctuation: `Date/Time`, `date_time` and `DATE TIME` are one name. */
export function foldedName(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Also with a space between words that are written as one: `createdTime`. */
export const columnName = (name: string): string => foldedName(name.replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, '$1 '));

/** A zone after the name of a column of moments: `Date (UTC)`, `created_at_gmt`. */
const ZONE_AFTER = / (?:utc|gmt|cet|cest|local time|lokale tijd)$/;

/** The tool that wrote a table, by the names of its columns; null when it is none of the table. */
export function toolOf(names: readonly string[]): Tool | null {
	const known = new Set(names.flatMap((name) => [columnName(name), foldedName(name)]));
	return TOOLS.find(({ signature }) => signature !== '' && namesIn(signature).every((name) => known.has(name))) ?? null;
}

/** The field that a column's name suggests; the lower the rank, the likelier. Null when the name is unknown. */
export function namedField(name: string, tool: Tool | null = null): NamedField | null {
	const own = tool && FIELD_BY_TOOL.get(tool);
	for (const folded of new Set([columnName(name), foldedName(name)]))
		for (const each of [folded, folded.replace(ZONE_AFTER, '')]) {
			const found = own?.get(each) ?? FIELD_BY_NAME.get(each);
			if (found) return found;
		}
	return null;
}
