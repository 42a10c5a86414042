import type { Crisis } from './pair';

export const power: Crisis = {
	crisis: 'power cut',
	place: 'Amersfoort',
	places: ['Leusden', 'Hoevelaken', 'Vathorst', 'Schothorst', 'Kattenbroek', 'Soesterkwartier'],
	groups: [
		{
			first: 'Stroomstoring in Vathorst en Hoevelaken. 12.000 huishoudens zitten zonder stroom.',
			then: [
				['shared', 'RT @netnieuws: Stroomstoring in Vathorst en Hoevelaken. 12.000 huishoudens zitten zonder stroom.'],
				['reworded', 'Stroomuitval Vathorst en Hoevelaken, 12000 huishoudens zonder stroom'],
				['respelt', 'stroom storing in vathorst en hoevelaken, 12duizend huishoudens zitte zonder stroom'],
				['number', 'Stroomstoring in Vathorst en Hoevelaken. 1.200 huishoudens zitten zonder stroom.'],
				['place', 'Stroomstoring in Kattenbroek en Hoevelaken. 12.000 huishoudens zitten zonder stroom.'],
				['negation', 'Geen stroomstoring meer in Vathorst en Hoevelaken. 12.000 huishoudens hebben weer stroom.'],
				['subject', 'Gasstoring in Vathorst en Hoevelaken. 12.000 huishoudens zitten zonder gas.']
			]
		},
		{
			first: 'heel schothorst ligt eruit, geen licht geen internet niks. al een uur',
			then: [
				['respelt', 'Heel schothorst ligt er uit, geen ligt geen internet nix, al n uur'],
				['reworded', 'Heel Schothorst ligt er al een uur uit, geen internet, geen licht, niks'],
				['place', 'heel leusden ligt eruit, geen licht geen internet niks. al een uur'],
				['number', 'heel schothorst ligt eruit, geen licht geen internet niks. al drie uur'],
				['question', 'ligt heel schothorst eruit? geen licht geen internet hier'],
				[
					'comment',
					'heel schothorst ligt eruit, geen licht geen internet niks. al een uur. en maar elektrisch rijden van ze, succes ermee'
				]
			]
		},
		{
			first: 'Netbeheerder verwacht dat de stroom rond 21.30 uur terug is. Zet uw oven en kookplaat uit.',
			then: [
				[
					'shared',
					'Van de netbeheerder: “Netbeheerder verwacht dat de stroom rond 21.30 uur terug is. Zet uw oven en kookplaat uit.”'
				],
				[
					'reworded',
					'Stroom naar verwachting rond half tien vanavond terug, zegt netbeheerder. Zet oven en kookplaat uit'
				],
				['cut', 'Netbeheerder verwacht dat de stroom rond 21.30 uur terug is. Zet uw oven en…'],
				['number', 'Netbeheerder verwacht dat de stroom rond 23.30 uur terug is. Zet uw oven en kookplaat uit.'],
				['negation', 'Netbeheerder verwacht niet dat de stroom rond 21.30 uur terug is. Het wordt later.'],
				['subject', 'Netbeheerder verwacht dat het internet rond 21.30 uur terug is. Zet uw modem uit.']
			]
		},
		{
			first: '112 is niet bereikbaar in Amersfoort! Ga bij spoed naar de brandweerkazerne aan de Kleine Haag.',
			then: [
				[
					'shared',
					'Doorsturen! 112 is niet bereikbaar in Amersfoort! Ga bij spoed naar de brandweerkazerne aan de Kleine Haag.'
				],
				['reworded', 'In Amersfoort is 112 niet bereikbaar. Bij spoed naar brandweerkazerne Kleine Haag gaan!'],
				['cut', 'RT @keistadnu: 112 is niet bereikbaar in Amersfoort! Ga bij spoed naar de brandweerkaz…'],
				[
					'negation',
					'112 is weer bereikbaar in Amersfoort. U hoeft niet meer naar de brandweerkazerne aan de Kleine Haag.'
				],
				[
					'number',
					'0900-8844 is niet bereikbaar in Amersfoort! Ga bij spoed naar de brandweerkazerne aan de Kleine Haag.'
				],
				['question', 'Klopt het dat 112 niet bereikbaar is in Amersfoort? Moet je bij spoed naar de brandweerkazerne?']
			]
		},
		{
			first: 'Dit is een cyberaanval van de Russen, onze stroom ligt eruit en morgen gaan de banken plat',
			then: [
				['respelt', 'dit is een cyber aanval van de russen onze stroom ligt er uit en morgen gaan de bankn plat!!!'],
				['reworded', 'onze stroom ligt eruit door een cyberaanval van de Russen, morgen gaan de banken plat'],
				['negation', 'Dit is geen cyberaanval van de Russen, en morgen gaan de banken niet plat'],
				['question', 'Is dit een cyberaanval van de Russen? Gaan morgen de banken plat?'],
				[
					'comment',
					'Dit is een cyberaanval van de Russen, onze stroom ligt eruit en morgen gaan de banken plat 😂😂 aluhoedjes op'
				],
				['subject', 'Dit is een cyberaanval van de Chinezen, onze stroom ligt eruit en morgen gaan de banken plat']
			]
		},
		{
			first: 'Treinverkeer rond Amersfoort ligt stil door de stroomstoring. NS zet geen bussen in.',
			then: [
				[
					'shared',
					'RT @rovermelder: Treinverkeer rond Amersfoort ligt stil door de stroomstoring. NS zet geen bussen in. #ns #amersfoort'
				],
				['reworded', 'Door de stroomstoring ligt het treinverkeer rond Amersfoort stil, NS zet geen bussen in'],
				[
					'negation',
					'Treinverkeer rond Amersfoort ligt niet stil door de stroomstoring. NS rijdt volgens dienstregeling.'
				],
				['place', 'Treinverkeer rond Utrecht ligt stil door de stroomstoring. NS zet geen bussen in.'],
				[
					'comment',
					'Treinverkeer rond Amersfoort ligt stil door de stroomstoring. NS zet geen bussen in. Fijn, sta ik hier met drie kinderen'
				]
			]
		},
		{
			first: '19.05 mw, Kattenbroek. Man aan beademingsapparaat, accu gaat nog 2 uur mee. Waar kan zij terecht?',
			then: [
				[
					'reworded',
					'19:18 mevrouw Kattenbroek, man ligt aan beademingsapparaat, accu nog twee uur. Waar kan ze terecht?'
				],
				['number', '19.05 mw, Kattenbroek. Man aan beademingsapparaat, accu gaat nog 4 uur mee. Waar kan zij terecht?'],
				['place', '19.05 mw, Leusden. Man aan beademingsapparaat, accu gaat nog 2 uur mee. Waar kan zij terecht?'],
				['subject', '19.05 mw, Kattenbroek. Man aan dialyseapparaat, accu gaat nog 2 uur mee. Waar kan zij terecht?']
			]
		},
		{
			first: 'AH aan het Emiclaer is open maar je kunt alleen contant betalen',
			then: [
				['respelt', 'ah aan t emiclaer is open maar je kan alleen kontant betaale'],
				['reworded', 'Albert Heijn Emiclaer is open, alleen contant betalen'],
				['negation', 'AH aan het Emiclaer is niet open, je kunt ook niet contant betalen'],
				['subject', 'AH aan het Emiclaer is open maar je kunt alleen pinnen'],
				['place', 'AH aan de Lange Jan is open maar je kunt alleen contant betalen'],
				['question', 'is de ah aan het emiclaer open? kun je daar alleen contant betalen?']
			]
		},
		{
			first: 'Brug bij de Koppel staat open en kan niet meer dicht door de storing. Fietsers lopen om via het station.',
			then: [
				[
					'shared',
					'Foto! Brug bij de Koppel staat open en kan niet meer dicht door de storing. Fietsers lopen om via het station. 📷'
				],
				[
					'respelt',
					'Brug bij de koppel staat open en kan niet meer digt door de storring, fietsers lopen om via t stasion'
				],
				['cut', 'RT @keistadnu: Brug bij de Koppel staat open en kan niet meer dicht door de storing. Fietse…'],
				['negation', 'Brug bij de Koppel kan weer dicht. Fietsers hoeven niet meer om te lopen via het station.'],
				[
					'subject',
					'Brug bij de Koppel staat open en kan niet meer dicht door de storing. Auto’s rijden om via het station.'
				],
				[
					'comment',
					'Brug bij de Koppel staat open en kan niet meer dicht door de storing. Fietsers lopen om via het station. Wie verzint zoiets, een brug zonder slinger'
				]
			]
		},
		{
			first: 'In Leusden is de stroom weer terug. In Hoevelaken duurt het nog zeker twee uur.',
			then: [
				['shared', '"In Leusden is de stroom weer terug. In Hoevelaken duurt het nog zeker twee uur." - @netnieuws'],
				['reworded', 'Leusden heeft weer stroom, in Hoevelaken duurt t nog zeker 2 uur'],
				['place', 'In Hoevelaken is de stroom weer terug. In Leusden duurt het nog zeker twee uur.'],
				['negation', 'In Leusden is de stroom nog niet terug. In Hoevelaken duurt het nog zeker twee uur.'],
				['number', 'In Leusden is de stroom weer terug. In Hoevelaken duurt het nog zeker zes uur.'],
				['question', 'Is in Leusden de stroom weer terug? En duurt het in Hoevelaken nog twee uur?']
			]
		}
	]
};
