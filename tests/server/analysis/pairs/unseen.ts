import type { Crisis } from './pair';

/**
 * Written last. Measured before anything was changed for them: precision 1.00, recall 0.50 (n = 46). They led to: a
 * label before a colon, double vowels, "3x".
 */
export const unseen: readonly Crisis[] = [
	{
		crisis: 'gas explosion',
		place: 'Almelo',
		places: ['Wierdensehoek', 'Ossenkoppelerhoek', 'Aalderinkshoek'],
		groups: [
			{
				first: 'Politie en brandweer zoeken nog naar vijf bewoners van het ingestorte portiek.',
				then: [
					[
						'shared',
						'Live: Politie en brandweer zoeken nog naar vijf bewoners van het ingestorte portiek. https://kort.example/x1'
					],
					['reworded', 'Er wordt door brandweer en politie nog gezocht naar 5 bewoners van het ingestorte portiek'],
					['cut', 'Politie en brandweer zoeken nog naar vijf bewoners van het inge…'],
					['number', 'Politie en brandweer zoeken nog naar vier bewoners van het ingestorte portiek.'],
					['negation', 'Politie en brandweer zoeken niet meer naar bewoners van het ingestorte portiek.'],
					['subject', 'Politie en brandweer zoeken nog naar vijf bezoekers van het ingestorte portiek.'],
					['comment', 'Politie en brandweer zoeken nog naar vijf bewoners van het ingestorte portiek. Ik bid voor ze']
				]
			},
			{
				first: 'buren roken al twee weken gas en hebben drie keer gebeld, niemand kwam',
				then: [
					['respelt', 'Buuren rooken al 2 weken gas en hebbe 3x gebeld niemand kwam'],
					['reworded', 'al twee weken roken de buren gas, ze hebben drie keer gebeld maar er kwam niemand'],
					['number', 'buren roken al twee weken gas en hebben tien keer gebeld, niemand kwam'],
					['negation', 'buren roken geen gas en hebben niet gebeld, staat in het rapport'],
					['comment', 'buren roken al twee weken gas en hebben drie keer gebeld, niemand kwam. bloed aan hun handen'],
					['question', 'roken de buren al twee weken gas en kwam er niemand toen ze belden?']
				]
			},
			{
				first: 'De woningcorporatie betaalt hotelkosten voor iedereen uit blok B. Bewaar uw bonnetjes.',
				then: [
					[
						'shared',
						'Goed nieuws, graag delen! De woningcorporatie betaalt hotelkosten voor iedereen uit blok B. Bewaar uw bonnetjes.'
					],
					[
						'reworded',
						'Hotelkosten voor iedereen uit blok B worden door de woningcorporatie betaald, bewaar je bonnetjes'
					],
					['subject', 'De woningcorporatie betaalt hotelkosten voor iedereen uit blok C. Bewaar uw bonnetjes.'],
					['negation', 'De woningcorporatie betaalt geen hotelkosten voor iedereen uit blok B.'],
					[
						'comment',
						'De woningcorporatie betaalt hotelkosten voor iedereen uit blok B. Bewaar uw bonnetjes. Eerst zien'
					]
				]
			}
		]
	},
	{
		crisis: 'train accident',
		place: 'Barneveld',
		places: ['Kootwijkerbroek', 'Voorthuizen', 'Stroe', 'Harselaar'],
		groups: [
			{
				first: 'Trein ontspoord bij Stroe. Traumahelikopter geland in het weiland.',
				then: [
					['shared', 'P2000 volger: Trein ontspoord bij Stroe. Traumahelikopter geland in het weiland.'],
					['reworded', 'bij Stroe is een trein ontspoord, de traumaheli is in het weiland geland'],
					['place', 'Trein ontspoord bij Voorthuizen. Traumahelikopter geland in het weiland.'],
					['subject', 'Vrachtwagen gekanteld bij Stroe. Traumahelikopter geland in het weiland.'],
					['question', 'trein ontspoord bij Stroe??']
				]
			},
			{
				first: 'De machinist is onwel geworden, hij leeft nog en is onderweg naar Ede.',
				then: [
					['reworded', 'Machinist onwel geworden. Hij leeft nog, is onderweg naar Ede'],
					['respelt', 'de masjinist is onwel geworde hij leeft nog en is onderweg naar ede'],
					['negation', 'De machinist is niet onwel geworden, hij belde op dat moment.'],
					['subject', 'De conducteur is onwel geworden, hij leeft nog en is onderweg naar Ede.'],
					['place', 'De machinist is onwel geworden, hij leeft nog en is onderweg naar Apeldoorn.'],
					[
						'comment',
						'De machinist is onwel geworden, hij leeft nog en is onderweg naar Ede. Arme man, sterkte voor zijn gezin'
					]
				]
			},
			{
				first: 'Reizigers die lichtgewond zijn worden opgevangen in café De Kruik tot 19.30 uur.',
				then: [
					['reworded', 'Lichtgewonde reizigers worden tot half acht opgevangen in café De Kruik'],
					['cut', 'Reizigers die lichtgewond zijn worden opgevangen in café De Kr…'],
					['number', 'Reizigers die lichtgewond zijn worden opgevangen in café De Kruik tot 22.30 uur.'],
					['subject', 'Reizigers die zwaargewond zijn worden opgevangen in café De Kruik tot 19.30 uur.'],
					['negation', 'Reizigers die lichtgewond zijn worden niet meer opgevangen in café De Kruik.'],
					['question', 'Worden reizigers die lichtgewond zijn opgevangen in café De Kruik?']
				]
			}
		]
	},
	{
		crisis: 'contaminated river',
		place: 'Doetinchem',
		places: ['Gaanderen', 'Wehl', 'De Huet', 'Oude IJssel'],
		groups: [
			{
				first: 'Honden die in de Oude IJssel hebben gezwommen worden ziek. Houd uw hond aan de lijn.',
				then: [
					[
						'shared',
						'Dierenarts Gaanderen: Honden die in de Oude IJssel hebben gezwommen worden ziek. Houd uw hond aan de lijn.'
					],
					['reworded', 'Houd je hond aan de lijn, honden worden ziek als ze in de Oude IJssel hebben gezwommen'],
					['subject', 'Kinderen die in de Oude IJssel hebben gezwommen worden ziek. Houd uw kind aan de kant.'],
					['negation', 'Honden die in de Oude IJssel hebben gezwommen worden niet ziek. Uw hond mag los.'],
					['place', 'Honden die in de Slinge hebben gezwommen worden ziek. Houd uw hond aan de lijn.'],
					[
						'comment',
						'Honden die in de Oude IJssel hebben gezwommen worden ziek. Houd uw hond aan de lijn. Bij ons al twee dood, bedankt fabriek'
					]
				]
			},
			{
				first: 'Waterschap: 40 kilo dode vis uit de rivier gehaald, oorzaak nog onbekend',
				then: [
					['reworded', '40 kg dode vis uit rivier gehaald door het waterschap, oorzaak is nog niet bekend'],
					['number', 'Waterschap: 400 kilo dode vis uit de rivier gehaald, oorzaak nog onbekend'],
					['negation', 'Waterschap: 40 kilo dode vis uit de rivier gehaald, oorzaak bekend'],
					['subject', 'Waterschap: 40 kilo dode vis uit de vijver gehaald, oorzaak nog onbekend'],
					['comment', 'Waterschap: 40 kilo dode vis uit de rivier gehaald, oorzaak nog "onbekend"']
				]
			}
		]
	}
];
