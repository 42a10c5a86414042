import type { Crisis } from './pair';

export const missing: Crisis = {
	crisis: 'missing person',
	place: 'Elburg',
	places: ['Nunspeet', 'Doornspijk', 'Oostendorp', 'Randmeer', 'Zuiderzeestraatweg'],
	groups: [
		{
			first: 'VERMIST: Sanne (14) uit Elburg. Blauwe jas, zwarte rugzak. Voor het laatst gezien bij station Nunspeet.',
			then: [
				[
					'shared',
					'RT @polelburg: VERMIST: Sanne (14) uit Elburg. Blauwe jas, zwarte rugzak. Voor het laatst gezien bij station Nunspeet.'
				],
				[
					'respelt',
					'vermist sanne 14 uit elburg blauwe jas zwarte rugsak voor t laatst gezien bij stasion nunspeet DELEN'
				],
				[
					'reworded',
					'Sanne (14) uit Elburg wordt vermist. Ze heeft een blauwe jas en een zwarte rugzak, laatst gezien bij station Nunspeet'
				],
				[
					'number',
					'VERMIST: Sanne (17) uit Elburg. Blauwe jas, zwarte rugzak. Voor het laatst gezien bij station Nunspeet.'
				],
				[
					'place',
					'VERMIST: Sanne (14) uit Elburg. Blauwe jas, zwarte rugzak. Voor het laatst gezien bij station Harderwijk.'
				],
				['negation', 'NIET MEER VERMIST: Sanne (14) uit Elburg. Ze is terecht.'],
				[
					'subject',
					'VERMIST: Sanne (14) uit Elburg. Rode jas, zwarte rugzak. Voor het laatst gezien bij station Nunspeet.'
				]
			]
		},
		{
			first: 'Sanne is gevonden in het Randmeer, ze leeft niet meer. Zo intens verdrietig',
			then: [
				['reworded', 'Ze hebben Sanne gevonden in het Randmeer, ze leeft niet meer. Intens verdrietig'],
				['respelt', 'sanne is gevonde in t randmeer ze leeft niet meer zo intens verdrietig 💔'],
				['negation', 'Sanne is niet gevonden in het Randmeer. Ze leeft nog, dat is alles wat we weten.'],
				['question', 'Is Sanne gevonden in het Randmeer? Leeft ze niet meer?'],
				['place', 'Sanne is gevonden in het bos bij Nunspeet, ze leeft niet meer. Zo intens verdrietig'],
				[
					'comment',
					'Sanne is gevonden in het Randmeer, ze leeft niet meer. Zo intens verdrietig. <- stop hiermee!! dit is niet bevestigd'
				]
			]
		},
		{
			first: 'Vanavond om 20.00 uur verzamelen bij de manege in Doornspijk om te zoeken. Neem een zaklamp mee.',
			then: [
				[
					'shared',
					'Iedereen delen: Vanavond om 20.00 uur verzamelen bij de manege in Doornspijk om te zoeken. Neem een zaklamp mee. 🔦'
				],
				['reworded', 'We verzamelen vanavond om 8 uur bij de manege in Doornspijk om te gaan zoeken, zaklamp meenemen'],
				['cut', 'Vanavond om 20.00 uur verzamelen bij de manege in Doornspijk om te zoeken. Neem een zakl…'],
				['number', 'Vanavond om 19.00 uur verzamelen bij de manege in Doornspijk om te zoeken. Neem een zaklamp mee.'],
				['place', 'Vanavond om 20.00 uur verzamelen bij de manege in Oostendorp om te zoeken. Neem een zaklamp mee.'],
				['negation', 'Vanavond niet verzamelen bij de manege in Doornspijk. De politie wil niet dat u gaat zoeken.'],
				['question', 'Is het vanavond om 20.00 uur verzamelen bij de manege in Doornspijk om te zoeken?']
			]
		},
		{
			first: 'Er reed een witte bus met Pools kenteken heel langzaam door de straat, net voor ze verdween',
			then: [
				['respelt', 'er reed een witte bus met pools kente ken heel langzaam door de straat net voor ze verdween'],
				['reworded', 'Net voor ze verdween reed er een witte bus met een Pools kenteken heel langzaam door de straat'],
				['subject', 'Er reed een witte bus met Duits kenteken heel langzaam door de straat, net voor ze verdween'],
				['negation', 'Er reed geen witte bus met Pools kenteken door de straat voor ze verdween'],
				[
					'comment',
					'Er reed een witte bus met Pools kenteken heel langzaam door de straat, net voor ze verdween. Altijd weer diezelfde bus in elk verhaal'
				],
				[
					'question',
					'Wie zag er een witte bus met Pools kenteken heel langzaam door de straat rijden, net voor ze verdween?'
				]
			]
		},
		{
			first: 'Politie heeft een man van 42 aangehouden in de zaak Sanne.',
			then: [
				['shared', 'BREEK 🔴 Politie heeft een man van 42 aangehouden in de zaak Sanne. RT'],
				['reworded', 'In de zaak Sanne is door de politie een 42-jarige man aangehouden'],
				['respelt', 'plitie heeft n man van 42 aan gehouden in de zaak sanne'],
				['number', 'Politie heeft een man van 24 aangehouden in de zaak Sanne.'],
				['negation', 'Politie heeft geen man van 42 aangehouden in de zaak Sanne.'],
				['subject', 'Politie heeft een vrouw van 42 aangehouden in de zaak Sanne.'],
				['comment', 'Politie heeft een man van 42 aangehouden in de zaak Sanne. Opsluiten en de sleutel weggooien']
			]
		},
		{
			first: 'haar stiefvader heeft het gedaan, dat weet heel elburg. hij is vannacht meegenomen',
			then: [
				[
					'shared',
					'rt @roddelaar99: haar stiefvader heeft het gedaan, dat weet heel elburg. hij is vannacht meegenomen'
				],
				['respelt', 'haar stiefader heeft t gedaan dat weet heel elburg hij is vannacht mee genomen'],
				['reworded', 'Heel Elburg weet dat haar stiefvader het heeft gedaan, hij is vannacht meegenomen'],
				['negation', 'haar stiefvader heeft het niet gedaan, en hij is vannacht niet meegenomen'],
				['subject', 'haar ex heeft het gedaan, dat weet heel elburg. hij is vannacht meegenomen'],
				['question', 'heeft haar stiefvader het gedaan? is hij vannacht meegenomen?']
			]
		},
		{
			first: '13.30 mw Oostendorp. Zag gisteren rond 16 uur meisje met zwarte rugzak liften langs Zuiderzeestraatweg.',
			then: [
				[
					'reworded',
					'13:44 mevr Oostendorp zag gisteren rond vier uur een meisje met een zwarte rugzak liften langs de Zuiderzeestraatweg'
				],
				[
					'number',
					'13.41 mw Oostendorp. Zag gisteren rond 18 uur meisje met zwarte rugzak liften langs Zuiderzeestraatweg.'
				],
				[
					'subject',
					'13.41 mw Oostendorp. Zag gisteren rond 16 uur jongen met zwarte rugzak liften langs Zuiderzeestraatweg.'
				],
				[
					'negation',
					'13.41 mw Oostendorp. Zag gisteren rond 16 uur geen meisje met zwarte rugzak langs Zuiderzeestraatweg.'
				]
			]
		},
		{
			first: 'Deel geen foto’s van het gezin. De ouders vragen om rust. Tips alleen naar 0900-8844.',
			then: [
				[
					'shared',
					'Deel geen foto’s van het gezin. De ouders vragen om rust. Tips alleen naar 0900-8844. via politie Elburg'
				],
				['reworded', 'De ouders vragen om rust, deel geen foto’s van het gezin. Tips alleen via 0900-8844'],
				['cut', 'RT @polelburg: Deel geen foto’s van het gezin. De ouders vragen om rust. Tips alleen…'],
				['number', 'Deel geen foto’s van het gezin. De ouders vragen om rust. Tips alleen naar 0800-6070.'],
				['negation', 'Deel vooral foto’s van het gezin. De ouders vragen niet om rust.'],
				[
					'comment',
					'Deel geen foto’s van het gezin. De ouders vragen om rust. Tips alleen naar 0900-8844. Had dat eerder gezegd, staat al overal'
				]
			]
		},
		{
			first: 'helikopter hangt nu boven het randmeer, met zoeklicht. al 20 minuten',
			then: [
				['respelt', 'helicopter hangt nu boven t randmeer met zoek licht al twintig minuten 🚁'],
				['reworded', 'Al 20 minuten hangt er een heli met zoeklicht boven het Randmeer'],
				['place', 'helikopter hangt nu boven de zuiderzeestraatweg, met zoeklicht. al 20 minuten'],
				['subject', 'drone hangt nu boven het randmeer, met zoeklicht. al 20 minuten'],
				['question', 'waarom hangt er al 20 minuten een helikopter met zoeklicht boven het randmeer?'],
				['negation', 'helikopter hangt niet meer boven het randmeer']
			]
		},
		{
			first:
				'Burgernet: oudere man vermist, 81 jaar, grijs haar, bruine pantoffels, mogelijk verward. Omgeving Oostendorp.',
			then: [
				[
					'shared',
					'Burgernet: oudere man vermist, 81 jaar, grijs haar, bruine pantoffels, mogelijk verward. Omgeving Oostendorp. Let op en bel 112 #burgernet'
				],
				[
					'reworded',
					'Oudere man van 81 vermist omgeving Oostendorp. Grijs haar, bruine pantoffels en mogelijk verward. (Burgernet)'
				],
				[
					'respelt',
					'burgernet oudere man vermisd, 81 jr, grijs haar, bruine pantofels, mogelijk verward. omg. oostendorp'
				],
				[
					'number',
					'Burgernet: oudere man vermist, 71 jaar, grijs haar, bruine pantoffels, mogelijk verward. Omgeving Oostendorp.'
				],
				[
					'subject',
					'Burgernet: oudere vrouw vermist, 81 jaar, grijs haar, bruine pantoffels, mogelijk verward. Omgeving Oostendorp.'
				],
				['negation', 'Burgernet: de man van 81 jaar is niet meer vermist. Bedankt voor het uitkijken.']
			]
		}
	]
};
