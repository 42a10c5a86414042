import type { Channel } from '../official-text/channel';
import type { IncidentKind } from '../incident/incident';
import type { PreparedKind } from './prepared-text';

/**
 * An example text to start a plan with. It is never approved: an organisation reads it, adapts it, and approves it with
 * four eyes.
 */
interface StarterText {
	readonly title: string;
	readonly kind: PreparedKind;
	/** Empty means every kind of incident. */
	readonly incidents: readonly IncidentKind[];
	readonly wordings: readonly { readonly channel: Channel; readonly text: string }[];
}

const starter = (
	title: string,
	kind: PreparedKind,
	incidents: readonly IncidentKind[],
	website: string,
	short: string,
	phone?: string
): StarterText => ({
	title,
	kind,
	incidents,
	wordings: [
		{ channel: 'website', text: website },
		{ channel: 'x', text: short },
		{ channel: 'mastodon', text: short },
		{ channel: 'bluesky', text: short },
		...(phone ? [{ channel: 'phone' as const, text: phone }] : [])
	]
});

/** In Dutch, at level B1, and in the usual order: what we know, what people can do, when we say more. */
export const starterTexts: readonly StarterText[] = [
	starter(
		'Eerste bericht: wij weten ervan',
		'holding',
		[],
		'Wij krijgen meldingen over [plaats]. De hulpdiensten zijn onderweg. Om [tijd] weten wij nog niet wat er precies is gebeurd. Wij zoeken het uit en vertellen meer zodra wij dat weten. Kijk op deze pagina voor nieuws.',
		'Wij krijgen meldingen over [plaats]. Wij zoeken uit wat er is gebeurd. Zodra wij meer weten, leest u het hier. ([tijd])',
		'Wij weten van de meldingen over [plaats]. Wij zoeken het nu uit. Op onze website leest u steeds het laatste nieuws. Is er direct gevaar? Bel dan 112.'
	),
	starter(
		'Wij horen dit en zoeken het uit',
		'holding',
		[],
		'Over [plaats] gaat een verhaal rond dat wij nog niet kunnen bevestigen. Wij vragen het na bij de diensten die het weten. Wacht u nog even met delen? Zodra wij meer weten, leest u het hier.',
		'Over [plaats] gaat een verhaal rond. Wij zoeken uit of het klopt. Wacht nog even met delen. ([tijd])'
	),
	starter(
		'Rook: ramen en deuren dicht',
		'advice',
		['fire', 'hazardousSubstance'],
		'Heeft u last van rook in [plaats]? Sluit ramen en deuren. Zet de ventilatie uit. Blijf uit de rook. Bel 112 als u zich benauwd voelt.',
		'Rook in [plaats]: sluit ramen en deuren, zet de ventilatie uit en blijf uit de rook. Benauwd? Bel 112. ([tijd])',
		'Heeft u last van rook? Sluit ramen en deuren, zet de ventilatie uit en blijf binnen. Voelt u zich benauwd, hang dan op en bel 112.'
	),
	starter(
		'Blijf weg, geef hulpdiensten ruimte',
		'advice',
		['fire', 'hazardousSubstance', 'publicOrder', 'violence', 'flood'],
		'Blijf weg uit de omgeving van [plaats]. Zo kunnen de hulpdiensten hun werk doen. Bent u er al? Volg dan wat politie en brandweer zeggen.',
		'Blijf weg uit de omgeving van [plaats]. Geef de hulpdiensten ruimte. ([tijd])'
	),
	starter(
		'Stroom is uit',
		'advice',
		['outage'],
		'In [plaats] is de stroom uitgevallen. Zet apparaten uit die warm worden. Gebruik een zaklamp, geen kaarsen. Kijk of uw buren hulp nodig hebben. Bel 112 alleen als er gevaar is.',
		'Stroom uit in [plaats]. Zet apparaten uit die warm worden en kijk naar uw buren om. 112 is er alleen voor gevaar. ([tijd])'
	),
	starter(
		'Waar vind ik betrouwbaar nieuws?',
		'answer',
		[],
		'Het laatste nieuws over [plaats] staat op deze website. De veiligheidsregio en de politie plaatsen ook berichten. Wat daar niet staat, weten wij nog niet zeker.',
		'Het laatste nieuws over [plaats] staat op onze website. Wat daar niet staat, weten wij nog niet zeker. ([tijd])'
	)
];

/** Whether the text is for this kind of incident or for every kind. */
export const isFor = ({ incidents }: { readonly incidents: readonly IncidentKind[] }, kind: IncidentKind): boolean =>
	incidents.length === 0 || incidents.includes(kind);
