import { columnFields, type ColumnField } from '$lib/domain/posts/entry/file-import';

export { columnFields as fields, type ColumnField as Field };

/**
 * The names in exports, folded (`foldedName`), the likeliest first: our own, those of monitoring services as far as
 * they are public, and the Dutch and English words. Names of counts (shares, likes) are not included.
 */
const COLUMN_NAMES: Readonly<Record<ColumnField, readonly string[]>> = {
	id: [
		'id',
		'post id',
		'message id',
		'tweet id',
		'bericht id',
		'berichtid',
		'document id',
		'external id',
		'guid',
		'uniek id'
	],
	date: [
		'date',
		'datum',
		'datumtijd',
		'datum tijd',
		'datum en tijd',
		'datetime',
		'date time',
		'timestamp',
		'published',
		'published at',
		'publicatiedatum',
		'publication date',
		'date published',
		'gepubliceerd',
		'gepubliceerd op',
		'geplaatst',
		'geplaatst op',
		'created at',
		'created'
	],
	time: ['time', 'tijd', 'tijdstip', 'publicatietijd'],
	title: ['title', 'titel', 'headline', 'kop', 'koptekst', 'onderwerp', 'subject'],
	text: [
		'text',
		'tekst',
		'hit sentence',
		'opening text',
		'bericht',
		'berichttekst',
		'volledige tekst',
		'full text',
		'message',
		'content',
		'inhoud',
		'post',
		'tweet',
		'body',
		'snippet',
		'fragment',
		'melding',
		'omschrijving',
		'beschrijving',
		'description'
	],
	url: ['url', 'link', 'permalink', 'webadres', 'post url', 'article url', 'bron url'],
	author: [
		'author',
		'auteur',
		'author name',
		'naam auteur',
		'influencer',
		'afzender',
		'schrijver',
		'name',
		'naam',
		'display name'
	],
	handle: [
		'handle',
		'screen name',
		'twitter screen name',
		'username',
		'user name',
		'gebruikersnaam',
		'account',
		'accountnaam',
		'user',
		'gebruiker'
	],
	source: [
		'platform',
		'source',
		'bron',
		'medium',
		'kanaal',
		'channel',
		'netwerk',
		'network',
		'source name',
		'bronnaam',
		'media type',
		'mediatype',
		'site'
	],
	reach: [
		'reach',
		'bereik',
		'followers',
		'volgers',
		'aantal volgers',
		'follower count',
		'potential reach',
		'potentieel bereik'
	],
	lang: ['lang', 'language', 'taal'],
	shares: ['shares id', 'deelt id', 'retweet of', 'retweeted id', 'repost of'],
	replyTo: ['replyto', 'reply to', 'reply to id', 'in reply to', 'antwoord op', 'reactie op'],
	media: [
		'media',
		'media url',
		'media urls',
		'attachment',
		'attachments',
		'bijlage',
		'bijlagen',
		'image',
		'images',
		'image url',
		'photo',
		'picture',
		'video',
		'afbeelding',
		'afbeeldingen',
		'foto',
		'alt text'
	]
};
const FIELD_BY_NAME: ReadonlyMap<string, { field: ColumnField; rank: number }> = new Map(
	columnFields.flatMap((field) =>
		COLUMN_NAMES[field].map((name, rank): [string, { field: ColumnField; rank: number }] => [name, { field, rank }])
	)
);

/** Ignores case, accents and punctuation: `Date/Time`, `date_time` and `DATE TIME` are one name. */
export function foldedName(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** The field that a column's name suggests; the lower the rank, the likelier. Null when the name is unknown. */
export function namedField(name: string): { field: ColumnField; rank: number } | null {
	return FIELD_BY_NAME.get(foldedName(name)) ?? null;
}
