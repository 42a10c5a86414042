import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement
} from 'chart.js';

// Only what our three kinds of chart need. This module is loaded when the first chart comes on the screen, never on the server.
Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement);

export { Chart };
