import type { Crisis } from './pair';

export const water: Crisis = {
	crisis: 'drinking water',
	place: 'Zutphen',
	places: ['Warnsveld', 'De Hoven', 'Leesten', 'Noordveen', 'Eefde', 'Zuidwijken'],
	groups: [
		{
			first: 'Het drinkwater in Zutphen is besmet met E. coli. Kook het water drie minuten voor u het drinkt.',
			then: [
				[
					'shared',
					'RT @vitens_made_up: Het drinkwater in Zutphen is besmet met E. coli. Kook het water drie minuten voor u het drinkt.'
				],
				['reworded', 'Drinkwater Zutphen besmet met E. coli, water 3 minuten koken voor je het drinkt'],
				['respelt', 'het drink water in zutphen is besmed met ecoli. kook t water drie minuten voor u het drinkt'],
				['negation', 'Het drinkwater in Zutphen is niet besmet met E. coli. U hoeft het water niet te koken.'],
				['subject', 'Het zwemwater in Zutphen is besmet met E. coli. Kook het water drie minuten voor u het drinkt.'],
				['number', 'Het drinkwater in Zutphen is besmet met E. coli. Kook het water tien minuten voor u het drinkt.'],
				['question', 'Is het drinkwater in Zutphen besmet met E. coli? Moet ik het water koken voor ik het drink?']
			]
		},
		{
			first: 'mijn dochtertje ligt al twee dagen ziek op bed van het kraanwater en niemand die wat zegt',
			then: [
				['respelt', 'me dochtertje ligt al 2 dagen ziek op bed van t kraan water en niemand die wat zegt!!'],
				[
					'shared',
					'RT @mama_van_noor: mijn dochtertje ligt al twee dagen ziek op bed van het kraanwater en niemand die wat zegt'
				],
				['number', 'mijn dochtertje ligt al vier dagen ziek op bed van het kraanwater en niemand die wat zegt'],
				['subject', 'mijn hondje ligt al twee dagen ziek op bed van het kraanwater en niemand die wat zegt'],
				[
					'comment',
					'mijn dochtertje ligt al twee dagen ziek op bed van het kraanwater en niemand die wat zegt >> sterkte meid, wat erg'
				],
				['negation', 'mijn dochtertje ligt al twee dagen ziek op bed maar niet van het kraanwater zegt de huisarts']
			]
		},
		{
			first: 'Gratis flessen water af te halen bij de Jumbo in Leesten, op vertoon van je postcode 7207',
			then: [
				['reworded', 'Bij Jumbo Leesten kun je gratis flessen water afhalen met postcode 7207'],
				['respelt', 'gratis fleesen water af te halen bij de jumbo in leesten op vertoon van je post code 7207'],
				['place', 'Gratis flessen water af te halen bij de Jumbo in De Hoven, op vertoon van je postcode 7202'],
				['number', 'Gratis flessen water af te halen bij de Jumbo in Leesten, op vertoon van je postcode 7205'],
				['negation', 'Geen gratis flessen water meer af te halen bij de Jumbo in Leesten, alles is weg'],
				['question', 'Zijn er nog gratis flessen water af te halen bij de Jumbo in Leesten?']
			]
		},
		{
			first: 'GGD: spoelen en douchen met kraanwater is veilig. Drink het niet en poets er uw tanden niet mee.',
			then: [
				[
					'shared',
					'ℹ️ GGD: spoelen en douchen met kraanwater is veilig. Drink het niet en poets er uw tanden niet mee. ℹ️ (graag doorsturen)'
				],
				[
					'reworded',
					'Volgens de GGD is douchen en spoelen met kraanwater veilig, maar niet drinken en niet tanden mee poetsen'
				],
				['cut', 'RT @ggdnog_x: GGD: spoelen en douchen met kraanwater is veilig. Drink het niet en poets er uw tan…'],
				[
					'negation',
					'GGD: spoelen en douchen met kraanwater is niet veilig. Drink het niet en poets er uw tanden niet mee.'
				],
				[
					'comment',
					'GGD: spoelen en douchen met kraanwater is veilig. Drink het niet en poets er uw tanden niet mee. Eerst was het nog gewoon schoon, rare club'
				],
				[
					'question',
					'GGD zegt dat spoelen en douchen met kraanwater veilig is, maar mag ik er ook mijn tanden mee poetsen?'
				]
			]
		},
		{
			first: 'Vitens weet het al sinds dinsdag en heeft drie dagen gezwegen. Doofpot!',
			then: [
				['respelt', 'vitens weet t al sinds dinsdag en heeft 3 dagen gezwege DOOFPOT'],
				['shared', '❝Vitens weet het al sinds dinsdag en heeft drie dagen gezwegen. Doofpot!❞'],
				['number', 'Vitens weet het al sinds zondag en heeft vijf dagen gezwegen. Doofpot!'],
				['negation', 'Vitens weet het niet al sinds dinsdag en heeft geen drie dagen gezwegen. Geen doofpot.'],
				['question', 'Weet Vitens het al sinds dinsdag? Hebben ze drie dagen gezwegen?'],
				['subject', 'De gemeente weet het al sinds dinsdag en heeft drie dagen gezwegen. Doofpot!']
			]
		},
		{
			first: 'Vaatwasser op 60 graden is veilig genoeg. Babyflessen eerst uitkoken.',
			then: [
				['reworded', 'De vaatwasser is veilig genoeg op 60 graden, babyflessen eerst uitkoken'],
				['shared', 'Vaatwasser op 60 graden is veilig genoeg. Babyflessen eerst uitkoken. #kookadvies #zutphen'],
				['respelt', 'vaatwaser op zestig graden is veilig genoeg babyflesen eerst uitkoken'],
				['number', 'Vaatwasser op 70 graden is veilig genoeg. Babyflessen eerst uitkoken.'],
				['negation', 'Vaatwasser op 60 graden is niet veilig genoeg. Babyflessen eerst uitkoken.'],
				['subject', 'Wasmachine op 60 graden is veilig genoeg. Babyflessen eerst uitkoken.']
			]
		},
		{
			first:
				'08.50 mw Warnsveld, heeft zaterdag kraanwater gegeven aan baby van 6 wkn. Baby spuugt. Wie moet ze bellen?',
			then: [
				[
					'reworded',
					'09:02 mevrouw uit Warnsveld gaf zaterdag kraanwater aan haar baby van zes weken. Baby spuugt. Wie moet zij bellen?'
				],
				[
					'place',
					'09.02 mw Eefde, heeft zaterdag kraanwater gegeven aan baby van 6 wkn. Baby spuugt. Wie moet ze bellen?'
				],
				[
					'number',
					'09.02 mw Warnsveld, heeft zaterdag kraanwater gegeven aan baby van 9 wkn. Baby spuugt. Wie moet ze bellen?'
				],
				[
					'negation',
					'09.02 mw Warnsveld, heeft zaterdag geen kraanwater gegeven aan baby van 6 wkn. Baby spuugt toch. Wie moet ze bellen?'
				]
			]
		},
		{
			first: 'Kookadvies ingetrokken in Eefde en Warnsveld. In Leesten geldt het nog wel.',
			then: [
				['shared', 'RT @zutphennieuws: Kookadvies ingetrokken in Eefde en Warnsveld. In Leesten geldt het nog wel.'],
				['reworded', 'Kookadvies in Warnsveld en Eefde is ingetrokken, in Leesten geldt het nog'],
				['place', 'Kookadvies ingetrokken in Eefde en Leesten. In Warnsveld geldt het nog wel.'],
				['negation', 'Kookadvies niet ingetrokken in Eefde en Warnsveld. Ook in Leesten geldt het nog.'],
				['question', 'Is het kookadvies ingetrokken in Eefde en Warnsveld? En geldt het in Leesten nog wel?'],
				[
					'comment',
					'Kookadvies ingetrokken in Eefde en Warnsveld. In Leesten geldt het nog wel. Daar snap ik dus geen snars van, zelfde leiding'
				]
			]
		},
		{
			first: 'Er is een dode meeuw gevonden in de waterkelder bij Noordveen, daar komt die bacterie vandaan',
			then: [
				['respelt', 'er is een dooie meeuw gevonden in de water kelder bij noordveen daar komt die bakterie vandaan'],
				['reworded', 'in de waterkelder bij Noordveen is een dode meeuw gevonden, daar komt die bacterie dus vandaan'],
				['subject', 'Er is een dode rat gevonden in de waterkelder bij Noordveen, daar komt die bacterie vandaan'],
				[
					'negation',
					'Er is geen dode meeuw gevonden in de waterkelder bij Noordveen, daar komt die bacterie niet vandaan'
				],
				[
					'comment',
					'Er is een dode meeuw gevonden in de waterkelder bij Noordveen, daar komt die bacterie vandaan. Gadver, ik drink nooit meer iets'
				]
			]
		},
		{
			first: 'Het zwembad blijft dicht tot het kookadvies voorbij is. Abonnementen worden verlengd.',
			then: [
				[
					'shared',
					'Doorgestuurd van zwembad: Het zwembad blijft dicht tot het kookadvies voorbij is. Abonnementen worden verlengd.'
				],
				['reworded', 'Zwembad blijft gesloten tot het kookadvies voorbij is, abonnementen worden verlengd'],
				['cut', 'Het zwembad blijft dicht tot het kookadvies voorbij is. Abonn...'],
				['negation', 'Het zwembad blijft niet dicht tot het kookadvies voorbij is. Het gaat morgen open.'],
				['subject', 'De sauna blijft dicht tot het kookadvies voorbij is. Abonnementen worden verlengd.'],
				[
					'comment',
					'Het zwembad blijft dicht tot het kookadvies voorbij is. Abonnementen worden verlengd. Overdreven hoor, er zit chloor in'
				]
			]
		}
	]
};
