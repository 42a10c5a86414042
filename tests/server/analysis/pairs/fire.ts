import type { Crisis } from './pair';

export const fire: Crisis = {
	crisis: 'fire',
	place: 'Meerdrecht',
	places: ['Bloemenbuurt', 'Havenkwartier', 'Industrieweg', 'Vlietzijde', 'Noord', 'Zuid'],
	groups: [
		{
			first:
				'Grote brand op de Industrieweg in Meerdrecht, heel veel rook richting de Bloemenbuurt. Houd ramen en deuren dicht.',
			then: [
				[
					'shared',
					'RT @vrmidden: Grote brand op de Industrieweg in Meerdrecht, heel veel rook richting de Bloemenbuurt. Houd ramen en deuren dicht.'
				],
				['cut', 'RT @vrmidden: Grote brand op de Industrieweg in Meerdrecht, heel veel rook richting de Bloem…'],
				[
					'respelt',
					'grote brand op de industrieweg in meerdrecht heel veel rook richting bloemenbuurt hou ramen en deuren dicht!!'
				],
				['reworded', 'Flinke brand Industrieweg Meerdrecht, veel rook naar de Bloemenbuurt, doe ramen en deuren dicht'],
				[
					'place',
					'Grote brand op de Industrieweg in Meerdrecht, heel veel rook richting het Havenkwartier. Houd ramen en deuren dicht.'
				],
				[
					'comment',
					'Grote brand op de Industrieweg in Meerdrecht, heel veel rook richting de Bloemenbuurt. Houd ramen en deuren dicht. Derde keer dit jaar, schandalig'
				],
				[
					'negation',
					'Grote brand op de Industrieweg in Meerdrecht, geen rook richting de Bloemenbuurt. Ramen en deuren hoeven niet dicht.'
				]
			]
		},
		{
			first: 'hoor net dat er twee mensen vermist zijn in die loods op de vliet, verschrikkelijk',
			then: [
				['reworded', 'Er zijn 2 mensen vermist in de loods op de Vliet hoor ik net. Verschrikkelijk'],
				['respelt', 'hoor net dat er twee mensen vermisd zijn in die loots op de vliet, verschrikelijk'],
				['number', 'hoor net dat er drie mensen vermist zijn in die loods op de vliet, verschrikkelijk'],
				['question', 'zijn er nou twee mensen vermist in die loods op de vliet?'],
				['negation', 'hoor net dat er niemand vermist is in die loods op de vliet, gelukkig'],
				['subject', 'hoor net dat er twee mensen gewond zijn in die loods op de vliet, verschrikkelijk']
			]
		},
		{
			first:
				'Er is asbest vrijgekomen bij de brand in de Vlietzijde. Raak niets aan en houd kinderen en huisdieren binnen.',
			then: [
				[
					'shared',
					'“Er is asbest vrijgekomen bij de brand in de Vlietzijde. Raak niets aan en houd kinderen en huisdieren binnen.” via @gemeentemeerdrecht'
				],
				[
					'reworded',
					'Gemeente: bij de brand Vlietzijde is asbest vrijgekomen, niks aanraken, kinderen en huisdieren binnenhouden'
				],
				['cut', 'Er is asbest vrijgekomen bij de brand in de Vlietzijde. Raak niets aan en houd kin'],
				[
					'negation',
					'Er is geen asbest vrijgekomen bij de brand in de Vlietzijde. U hoeft kinderen en huisdieren niet binnen te houden.'
				],
				[
					'subject',
					'Er is roet vrijgekomen bij de brand in de Vlietzijde. Raak niets aan en houd kinderen en huisdieren binnen.'
				],
				[
					'question',
					'Is er asbest vrijgekomen bij de brand in de Vlietzijde? Moeten kinderen en huisdieren binnen blijven?'
				]
			]
		},
		{
			first: 'De brandweer heeft de brand onder controle. Het nablussen duurt nog tot 18.00 uur.',
			then: [
				[
					'shared',
					'Repost @brandweermidden De brandweer heeft de brand onder controle. Het nablussen duurt nog tot 18.00 uur. 👍'
				],
				['reworded', 'Brand is onder controle volgens de brandweer, nablussen duurt tot 6 uur vanavond'],
				['respelt', 'de brandweer heeft de brand onder kontrole, het na blussen duurt nog tot 18:00 uur'],
				['negation', 'De brandweer heeft de brand nog niet onder controle. Het blussen duurt nog tot 18.00 uur.'],
				['number', 'De brandweer heeft de brand onder controle. Het nablussen duurt nog tot 20.00 uur.'],
				[
					'comment',
					'De brandweer heeft de brand onder controle. Het nablussen duurt nog tot 18.00 uur. Helden zijn het!'
				]
			]
		},
		{
			first: '16:05 mw, Havenkwartier. Vraagt of zij haar moeder uit verpleeghuis De Wilg kan ophalen ivm rook.',
			then: [
				[
					'reworded',
					'16.20 dhr, Havenkwartier. Wil weten of hij zijn moeder uit verpleeghuis De Wilg mag ophalen vanwege de rook.'
				],
				['place', '16:22 mw, Bloemenbuurt. Vraagt of zij haar moeder uit verpleeghuis De Wilg kan ophalen ivm rook.'],
				[
					'subject',
					'16:22 mw, Havenkwartier. Vraagt of zij haar moeder in verpleeghuis De Wilg kan bezoeken ivm rook.'
				],
				['negation', '16:31 mw, Havenkwartier. Wil haar moeder niet uit verpleeghuis De Wilg ophalen ivm rook.']
			]
		},
		{
			first: 'Mijn buurman zag twee mannen met een jerrycan wegrijden in een grijze bus. Dit is gewoon aangestoken!',
			then: [
				['respelt', 'me buurman zag 2 mannen met n jerrycan wegrijden in n grijze bus!! dit is gewoon aangestoken'],
				['cut', 'RT @havenrat: Mijn buurman zag twee mannen met een jerrycan wegrijden in een grijze bus. Dit is gew…'],
				[
					'number',
					'Mijn buurman zag drie mannen met een jerrycan wegrijden in een grijze bus. Dit is gewoon aangestoken!'
				],
				[
					'subject',
					'Mijn buurman zag twee mannen met een jerrycan wegrijden in een witte bus. Dit is gewoon aangestoken!'
				],
				[
					'comment',
					'"Mijn buurman zag twee mannen met een jerrycan wegrijden in een grijze bus. Dit is gewoon aangestoken!" Ja hoor, die buurman ziet altijd wel wat'
				],
				[
					'question',
					'Heeft iemand gezien of er twee mannen met een jerrycan wegreden in een grijze bus? Is het aangestoken?'
				]
			]
		},
		{
			first: 'Sporthal De Meander is open voor bewoners uit Noord die niet naar huis kunnen. Neem medicijnen mee.',
			then: [
				[
					'shared',
					'Doorgestuurd: Sporthal De Meander is open voor bewoners uit Noord die niet naar huis kunnen. Neem medicijnen mee.'
				],
				['reworded', 'bewoners van Noord die niet naar huis kunnen: sporthal De Meander is open, medicijnen meenemen'],
				['place', 'Sporthal De Meander is open voor bewoners uit Zuid die niet naar huis kunnen. Neem medicijnen mee.'],
				[
					'subject',
					'Buurthuis De Meander is open voor bewoners uit Noord die niet naar huis kunnen. Neem medicijnen mee.'
				],
				['negation', 'Sporthal De Meander is niet open voor bewoners uit Noord. Ga naar familie of vrienden.'],
				['question', 'Is sporthal De Meander al open voor bewoners uit Noord die niet naar huis kunnen?']
			]
		},
		{
			first: 'rook slaat nu neer in zuid, ogen prikken als een gek en het stinkt naar plastic',
			then: [
				['respelt', 'Rook slaat nu neer in Zuid, ogen prikken als n gek & het stinkt naar plestic 😖'],
				['reworded', 'de rook slaat nu neer hier in Zuid, het stinkt naar plastic en mn ogen prikken'],
				['place', 'rook slaat nu neer in noord, ogen prikken als een gek en het stinkt naar plastic'],
				['negation', 'rook slaat nu niet meer neer in zuid, ogen prikken niet meer'],
				[
					'comment',
					'rook slaat nu neer in zuid, ogen prikken als een gek en het stinkt naar plastic. maar ja de gemeente zegt dat het geen kwaad kan'
				]
			]
		},
		{
			first: 'GRIP 2 voor de brand in Meerdrecht. De burgemeester komt om 17.15 uur met een toelichting.',
			then: [
				[
					'shared',
					'rt @omroepmidden GRIP 2 voor de brand in Meerdrecht. De burgemeester komt om 17.15 uur met een toelichting. #meerdrecht #brand'
				],
				['reworded', 'Brand Meerdrecht: GRIP 2. Toelichting van de burgemeester om kwart over vijf'],
				['number', 'GRIP 3 voor de brand in Meerdrecht. De burgemeester komt om 17.15 uur met een toelichting.'],
				['subject', 'GRIP 2 voor de brand in Meerdrecht. De wethouder komt om 17.15 uur met een toelichting.'],
				[
					'comment',
					'GRIP 2 voor de brand in Meerdrecht. De burgemeester komt om 17.15 uur met een toelichting. Ben benieuwd wat voor smoes ze nu weer heeft'
				]
			]
		},
		{
			first: 'Let op!! De rook is giftig, er liggen duizenden accu’s te branden. Ze zeggen het alleen niet. Delen!!',
			then: [
				[
					'shared',
					'‼️Let op!! De rook is giftig, er liggen duizenden accu’s te branden. Ze zeggen het alleen niet. Delen!!‼️'
				],
				['reworded', 'Kopieer en deel: de rook is giftig, er branden duizenden accus. ze zeggen t alleen niet'],
				['respelt', 'LET OP de r00k is g1ftig er liggen duizenden acu’s te branden ze zegge het alleen nie, DELEN'],
				['negation', 'De rook is niet giftig, er liggen geen accu’s te branden.'],
				[
					'number',
					'Let op!! De rook is giftig, er liggen tientallen accu’s te branden. Ze zeggen het alleen niet. Delen!!'
				],
				[
					'comment',
					'Let op!! De rook is giftig, er liggen duizenden accu’s te branden. Ze zeggen het alleen niet. Delen!! -> wat een onzin weer mensen'
				]
			]
		}
	]
};
