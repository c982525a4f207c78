// The reader of the workbook's other texts: only its diagrams need a script.
import { drawDiagrams } from './diagrams.js';

drawDiagrams(document.body);
