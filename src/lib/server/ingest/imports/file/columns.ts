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
		'uniek id',
		'resource id',
		'mention id',
		'id str',
		'unique id',
		'sound bite id'
	],
	date: [
		'unix timestamp',
		'created utc',
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
		'created',
		'post created',
		'created time',
		'created date',
		'post date',
		'date posted',
		'posted at',
		'posted on',
		'publish date',
		'published date',
		'tweet date',
		'datum bericht',
		'berichtdatum',
		'datum geplaatst',
		'plaatsingsdatum',
		'mention date',
		'date created'
	],
	time: ['time', 'tijd', 'tijdstip', 'publicatietijd', 'post time', 'time posted', 'tijd bericht'],
	title: [
		'title',
		'titel',
		'headline',
		'kop',
		'koptekst',
		'onderwerp',
		'subject',
		'article title',
		'link text',
		'titel bericht',
		'post title'
	],
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
		'description',
		'bericht tekst',
		'post text',
		'post message',
		'post content',
		'tweet text',
		'mention',
		'mention content',
		'mention text',
		'message text',
		'comment',
		'comment text',
		'caption',
		'selftext',
		'reactie',
		'tekst bericht',
		'inhoud bericht',
		'sound bite text',
		'contents'
	],
	url: [
		'url',
		'link',
		'permalink',
		'webadres',
		'post url',
		'article url',
		'bron url',
		'permalink url',
		'post link',
		'message url',
		'tweet url',
		'mention url',
		'tiktok url',
		'source url',
		'original url',
		'link to post',
		'url bericht',
		'article link'
	],
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
		'display name',
		'author full name',
		'author full',
		'page name',
		'profile name',
		'account name',
		'sender name',
		'sender',
		'from',
		'from name',
		'user full name',
		'full name',
		'poster',
		'channel title',
		'naam account'
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
		'gebruiker',
		'author handle',
		'author username',
		'author user name',
		'author screen name',
		'sender screen name',
		'senderscreenname',
		'user screen name',
		'twitter handle',
		'x handle',
		'nickname',
		'author nickname'
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
		'site',
		'domain',
		'domein',
		'website',
		'source domain',
		'social network',
		'platform name',
		'network type',
		'source type',
		'page type',
		'content type',
		'type bron',
		'brontype',
		'type'
	],
	reach: [
		'reach',
		'bereik',
		'followers',
		'volgers',
		'aantal volgers',
		'follower count',
		'potential reach',
		'potentieel bereik',
		'reach new',
		'twitter followers',
		'author followers',
		'user followers count',
		'sender followers count',
		'followers count',
		'followers at posting',
		'volgers auteur'
	],
	lang: ['lang', 'language', 'taal'],
	shares: [
		'shares id',
		'deelt id',
		'retweet of',
		'retweeted id',
		'repost of',
		'retweeted status id',
		'retweeted tweet id'
	],
	replyTo: [
		'replyto',
		'reply to',
		'reply to id',
		'in reply to',
		'antwoord op',
		'reactie op',
		'in reply to status id',
		'in reply to tweet id',
		'reply to tweet id'
	],
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

/** A zone after the name of a column of moments: `Date (UTC)`, `created_at_gmt`. */
const ZONE_AFTER = / (?:utc|gmt|cet|cest|local time|lokale tijd)$/;

/** The field that a column's name suggests; the lower the rank, the likelier. Null when the name is unknown. */
export function namedField(name: string): { field: ColumnField; rank: number } | null {
	const folded = foldedName(name);
	return FIELD_BY_NAME.get(folded) ?? FIELD_BY_NAME.get(folded.replace(ZONE_AFTER, '')) ?? null;
}
