/** Reads PDFs in a thread of its own: it serves whoever starts it. */
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
