import type { Crisis } from './pair';

export const riot: Crisis = {
	crisis: 'riot',
	place: 'Gouda',
	places: ['Bloemendaal', 'Goverwelle', 'Korte Akkeren', 'Markt', 'Kleiweg', 'Ridder van Catsweg'],
	groups: [
		{
			first: 'De ME staat met vijf busjes op de Kleiweg. Blijf uit het centrum.',
			then: [
				['shared', 'RT @gouwestad: De ME staat met vijf busjes op de Kleiweg. Blijf uit het centrum.'],
				['respelt', 'de me staat met 5 busjes op de kleiwech, blijf uit t sentrum'],
				['reworded', 'ME staat op de Kleiweg met vijf busjes, blijf uit het centrum!'],
				['number', 'De ME staat met vijftien busjes op de Kleiweg. Blijf uit het centrum.'],
				['place', 'De ME staat met vijf busjes op de Ridder van Catsweg. Blijf uit het centrum.'],
				['negation', 'De ME staat niet meer op de Kleiweg. U kunt weer naar het centrum.'],
				['question', 'Staat de ME met vijf busjes op de Kleiweg? Kun je het centrum nog in?']
			]
		},
		{
			first: 'Er is een agent neergestoken bij de Markt, hij is naar het ziekenhuis gebracht',
			then: [
				['reworded', 'Agent neergestoken bij de Markt en naar het ziekenhuis gebracht'],
				['respelt', 'Er is n agent neergestooken bij de markt hij is naar t ziekenhuis gebragt'],
				['cut', 'RT @meldgouda: Er is een agent neergestoken bij de Markt, hij is naar het zieken…'],
				['negation', 'Er is geen agent neergestoken bij de Markt, er is niemand naar het ziekenhuis gebracht'],
				['subject', 'Er is een journalist neergestoken bij de Markt, hij is naar het ziekenhuis gebracht'],
				['question', 'Is er een agent neergestoken bij de Markt? Is hij naar het ziekenhuis gebracht?'],
				[
					'comment',
					'Er is een agent neergestoken bij de Markt, hij is naar het ziekenhuis gebracht. Hier hoor je links Nederland niet over'
				]
			]
		},
		{
			first: 'vanavond 21u allemaal naar goverwelle, we laten ons niet wegjagen. neem vuurwerk mee',
			then: [
				[
					'shared',
					'vanavond 21u allemaal naar goverwelle, we laten ons niet wegjagen. neem vuurwerk mee 🔥🔥🔥 doorsturen'
				],
				['respelt', 'vnvnd 21.00 uur allemaal naar goverwelle we laten ons nie wegjage neem vuurwerk mee'],
				['reworded', 'Allemaal naar Goverwelle vanavond 9 uur, neem vuurwerk mee, we laten ons niet wegjagen!'],
				['number', 'vanavond 23u allemaal naar goverwelle, we laten ons niet wegjagen. neem vuurwerk mee'],
				['place', 'vanavond 21u allemaal naar bloemendaal, we laten ons niet wegjagen. neem vuurwerk mee'],
				['negation', 'vanavond niet naar goverwelle gaan, neem geen vuurwerk mee, blijf thuis']
			]
		},
		{
			first: 'Noodverordening in Gouda tot zaterdag 06.00 uur. Samenscholen met meer dan vier personen is verboden.',
			then: [
				[
					'shared',
					'📢 Noodverordening in Gouda tot zaterdag 06.00 uur. Samenscholen met meer dan vier personen is verboden. https://gouda.example/nood'
				],
				['reworded', 'Gouda: noodverordening tot zaterdag 6 uur, samenscholen met meer dan 4 personen verboden'],
				['cut', 'Noodverordening in Gouda tot zaterdag 06.00 uur. Samenscholen met meer dan vier pers…'],
				[
					'number',
					'Noodverordening in Gouda tot zondag 06.00 uur. Samenscholen met meer dan vier personen is verboden.'
				],
				['negation', 'Geen noodverordening in Gouda. Samenscholen met meer dan vier personen is niet verboden.'],
				['subject', 'Noodverordening in Gouda tot zaterdag 06.00 uur. Gezichtsbedekking is verboden.'],
				[
					'comment',
					'Noodverordening in Gouda tot zaterdag 06.00 uur. Samenscholen met meer dan vier personen is verboden. Dictatuur!'
				]
			]
		},
		{
			first: 'ruiten van de moskee aan de Ridder van Catsweg ingegooid, kinderen waren nog binnen',
			then: [
				['respelt', 'ruitten van de moskée ad ridder van catsweg ingegooit kinderen waren nog binnen'],
				['reworded', 'Bij de moskee aan de Ridder van Catsweg zijn ruiten ingegooid, er waren nog kinderen binnen'],
				['subject', 'ruiten van de kerk aan de Ridder van Catsweg ingegooid, kinderen waren nog binnen'],
				['negation', 'ruiten van de moskee aan de Ridder van Catsweg niet ingegooid, er waren geen kinderen binnen'],
				['question', 'zijn de ruiten van de moskee aan de ridder van catsweg ingegooid? waren er kinderen binnen?'],
				[
					'comment',
					'ruiten van de moskee aan de Ridder van Catsweg ingegooid, kinderen waren nog binnen. walgelijk dit, schaam jullie'
				]
			]
		},
		{
			first: 'Supermarkt op de Markt geplunderd. Ze lopen met kratten bier naar buiten en de politie kijkt toe.',
			then: [
				[
					'shared',
					'Repost: Supermarkt op de Markt geplunderd. Ze lopen met kratten bier naar buiten en de politie kijkt toe.'
				],
				[
					'reworded',
					'supermarkt aan de Markt is geplunderd, politie kijkt toe terwijl ze met kratten bier naar buiten lopen'
				],
				['cut', 'RT @kaasstad: Supermarkt op de Markt geplunderd. Ze lopen met kratten bier naar buiten en de pol…'],
				['negation', 'Supermarkt op de Markt is niet geplunderd. Niemand liep met kratten bier naar buiten.'],
				['subject', 'Juwelier op de Markt geplunderd. Ze lopen met kratten bier naar buiten en de politie kijkt toe.'],
				['place', 'Supermarkt op de Kleiweg geplunderd. Ze lopen met kratten bier naar buiten en de politie kijkt toe.']
			]
		},
		{
			first: '22.15 dhr Korte Akkeren. Groep van ong. 30 jongeren gooit stenen naar bus 4. Durft niet naar buiten.',
			then: [
				[
					'reworded',
					'22:21 meneer uit Korte Akkeren: groep van ongeveer dertig jongeren gooit met stenen naar bus 4, hij durft niet naar buiten'
				],
				[
					'number',
					'22.20 dhr Korte Akkeren. Groep van ong. 80 jongeren gooit stenen naar bus 4. Durft niet naar buiten.'
				],
				['place', '22.20 dhr Goverwelle. Groep van ong. 30 jongeren gooit stenen naar bus 4. Durft niet naar buiten.'],
				[
					'subject',
					'22.20 dhr Korte Akkeren. Groep van ong. 30 jongeren gooit vuurwerk naar bus 4. Durft niet naar buiten.'
				]
			]
		},
		{
			first: 'Burgemeester: er zijn 23 mensen aangehouden, onder wie zes minderjarigen. Er raakte niemand gewond.',
			then: [
				[
					'shared',
					'"Burgemeester: er zijn 23 mensen aangehouden, onder wie zes minderjarigen. Er raakte niemand gewond." aldus @omroepgroenehart'
				],
				['reworded', '23 mensen aangehouden zegt burgemeester, onder wie 6 minderjarigen. Niemand gewond geraakt'],
				[
					'respelt',
					'burgermeester: er zijn 23 mensen aangehouden onder wie zes minderjarige, er raakte niemand gewont'
				],
				[
					'number',
					'Burgemeester: er zijn 32 mensen aangehouden, onder wie zes minderjarigen. Er raakte niemand gewond.'
				],
				[
					'negation',
					'Burgemeester: er zijn 23 mensen aangehouden, onder wie zes minderjarigen. Er raakten mensen gewond.'
				],
				[
					'comment',
					'Burgemeester: er zijn 23 mensen aangehouden, onder wie zes minderjarigen. Er raakte niemand gewond. Morgen lopen ze weer vrij rond, let maar op'
				]
			]
		},
		{
			first: 'Bus 3 en 8 rijden vanavond niet meer. Station Gouda Goverwelle is gesloten.',
			then: [
				['shared', 'Arriva meldt: Bus 3 en 8 rijden vanavond niet meer. Station Gouda Goverwelle is gesloten.'],
				['reworded', 'vanavond rijden bus 3 en 8 niet meer, station Goverwelle in Gouda is dicht'],
				['number', 'Bus 4 en 8 rijden vanavond niet meer. Station Gouda Goverwelle is gesloten.'],
				['negation', 'Bus 3 en 8 rijden vanavond weer. Station Gouda Goverwelle is niet gesloten.'],
				['question', 'Rijden bus 3 en 8 vanavond niet meer? Is station Gouda Goverwelle gesloten?'],
				[
					'comment',
					'Bus 3 en 8 rijden vanavond niet meer. Station Gouda Goverwelle is gesloten. En wie betaalt mijn taxi, die relschoppers zeker'
				]
			]
		},
		{
			first: 'het azc is leeggehaald, alle bewoners zijn met bussen weggebracht naar zoetermeer',
			then: [
				['respelt', 'Het AZC is leeg gehaald alle bewoners zijn met busse weg gebracht naar Zoetemeer'],
				['reworded', 'Alle bewoners van het azc zijn met bussen naar Zoetermeer gebracht, het azc is leeggehaald'],
				['negation', 'het azc is niet leeggehaald, er zijn geen bewoners met bussen weggebracht naar zoetermeer'],
				['place', 'het azc is leeggehaald, alle bewoners zijn met bussen weggebracht naar waddinxveen'],
				['question', 'is het azc leeggehaald? zijn alle bewoners met bussen weggebracht naar zoetermeer?'],
				[
					'comment',
					'het azc is leeggehaald, alle bewoners zijn met bussen weggebracht naar zoetermeer. opgeruimd staat netjes'
				]
			]
		}
	]
};
