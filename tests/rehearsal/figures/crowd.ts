import type { Installation } from '../setup/installation';
import { give, publish, release, storyWith } from '../days/incident';
import { sendCopies, type Copies } from './built-incident';

/*
 * What a busy desk has: 13 questions and 20 rumours, two facts replaced at once, stories that nobody looked at, and a
 * report that was withdrawn before the next one.
 */

/** What people ask, with the words that one of them wrote. */
const questions: readonly (readonly [question: string, words: string])[] = [
	['Is er een noodnummer?', 'Welk telefoonnummer kan ik bellen als er thuis iets misgaat'],
	['Rijdt de bus nog?', 'Lijn 14 naar het ziekenhuis komt maar niet, rijdt die bus nog'],
	['Kan ik mijn auto ophalen?', 'Mijn auto staat in de parkeergarage, wanneer mag ik erbij'],
	['Is roet op groente gevaarlijk?', 'Kan ik de sla uit mijn moestuin eten met al dat roet erop'],
	['Wie betaalt de schade?', 'Vergoedt de verzekering mijn zwartgeblakerde kozijnen'],
	['Gaat de markt door?', 'Sta ik zaterdag gewoon met mijn kaaskraam op het plein'],
	['Waar haal ik medicijnen?', 'De apotheek is afgezet, waar haal ik mijn insuline'],
	['Is zwemmen veilig?', 'Mijn kinderen willen de plas in, is dat water schoon'],
	['Mag de was buiten?', 'Hang ik de lakens buiten of worden ze grijs van de as'],
	['Hoe lang is de stroom weg?', 'De vriezer ontdooit, wanneer is er weer elektriciteit']
];
const rumours: readonly (readonly [claim: string, words: string])[] = [
	['Er ligt asbest op straat', 'Volgens mijn zwager bij de reiniging dwarrelt overal asbest neer'],
	['De brand is aangestoken', 'Drie jongens met jerrycans gezien, dit is gewoon brandstichting'],
	['Er is een dode gevallen', 'Ze droegen iemand onder een laken weg, er is er eentje overleden'],
	['De burgemeester is op vakantie', 'Onze burgervader ligt op Kreta aan het strand te bakken'],
	['Er wordt geplunderd', 'In de winkelstraat slaan ze ruiten in en slepen tv’s mee'],
	['De sirenes waren kapot', 'Geen alarm gehoord, die palen doen het al maanden niet'],
	['De brandweer had geen schuim', 'Blusschuim was op, stonden ze daar met lege tanks'],
	['Het ziekenhuis is vol', 'Op de spoedeisende hulp liggen ze in de gang, vol is vol'],
	['Er komt zure regen', 'Vanavond regent het zuur, laat je honden binnen'],
	['De haven sluit voor altijd', 'Die hele scheepswerf gaat nooit meer open, hoorde ik'],
	['Er zijn vaten zoek', 'Tien tonnen met oplosmiddel staan niet meer op de lijst'],
	['De dijk is verzwakt', 'Door de hitte zijn scheuren ontstaan in de waterkering'],
	['Het leger is opgeroepen', 'Groene vrachtwagens op de ringweg, defensie neemt het over'],
	['Vissen sterven in de gracht', 'Tientallen voorns drijven met hun buik omhoog'],
	['De school was ontgrendeld', 'Conciërge liet het gebouw open, iedereen kon erin'],
	['Een tank is gescheurd', 'Die witte bol bij kade negen lekt, je ziet het lopen'],
	['Evacuatie begint om middernacht', 'Straks gaan ze met megafoons langs de deuren'],
	['Drones filmen bewoners', 'Boven mijn tuin hangt al uren zo’n zoemend ding']
];
const unseen: readonly string[] = [
	'Mijn zus stuurde net een filmpje van die oranje lucht',
	'Wat een respect voor al die vrijwilligers met soep',
	'Zelfs in de trein ruik je verbrand rubber',
	'De kat van nummer twaalf zit nog steeds op het dak',
	'Kan iemand de livestream opnieuw delen alsjeblieft',
	'Oma heeft gelukkig een logeerbed bij de pastorie'
];

/** @returns the number of the report that was withdrawn */
export async function crowdIncident(installation: Installation): Promise<number> {
	const { ids, clock } = installation;
	clock.moveTo(clock.inMinutes(20));
	const copies = (text: string, index: number): Copies => ({ text, ago: [5], from: 300 + index });
	await sendCopies(installation, [...questions, ...rumours].map(([, words]) => words).map(copies));
	await sendCopies(
		installation,
		unseen.map((text, index) => copies(text, 50 + index))
	);
	const seen = async (words: string, stance: string | null): Promise<{ story: string; stance: string | null }> => ({
		story: await storyWith(installation, words.slice(0, 40)),
		stance
	});
	for (const [text, words] of questions)
		await give(installation, 'analyst', 'need.raise', {
			id: ids.make(`figures ${text}`),
			text,
			offline: null,
			seenIn: await seen(words, null)
		});
	for (const [text, words] of rumours)
		await give(installation, 'analyst', 'rumour.signal', {
			id: ids.make(`figures ${text}`),
			text,
			offline: null,
			seenIn: await seen(words, 'supports')
		});
	const [old, replaced] = [
		['De opvang is in sporthal De Kolk.', 'De rook is niet giftig.'],
		[
			'De opvang is in dorpshuis De Welp. Sporthal De Kolk is vol.',
			'De rook is giftig in Lage Kamp. Blijf daar binnen.'
		]
	] as const;
	const source = 'Veiligheidsregio';
	for (const [index, text] of old.entries()) {
		const id = ids.make(`figures old fact ${String(index)}`);
		await give(installation, 'analyst', 'fact.record', { id, text, source, at: null });
		const asked = ids.of(`figures ${index === 0 ? 'open need' : 'third need'}`);
		await publish(installation, ids.make(`figures text ${String(index)}`), {
			kind: 'answer',
			about: { kind: 'need', finding: asked },
			facts: [id],
			words: text
		});
	}
	for (const [index, text] of replaced.entries())
		await give(installation, 'analyst', 'fact.replace', {
			replaces: ids.of(`figures old fact ${String(index)}`),
			id: ids.make(`figures new fact ${String(index)}`),
			source,
			at: null,
			text
		});
	const number = await release(installation, 'Mensen noemen veel geruchten.');
	await give(installation, 'coordinator', 'report.withdraw', { number, why: 'Een getal was verkeerd.' });
	await release(installation, 'Mensen vragen waar zij hulp krijgen.');
	return number;
}
