// Chromium: a page that stands open gets the receipt as HTML and a screenshot is taken.
import puppeteer from 'puppeteer-core';

const browser = await puppeteer.launch({
  executablePath: process.env.BENCH_CHROMIUM,
  args: ['--no-sandbox', '--hide-scrollbars', '--force-device-scale-factor=1'],
});
const page = await browser.newPage();
await page.setViewport({ width: 384, height: 800 });
export const version = await browser.version();

export const jobs = {
  async png(order) {
    await page.setContent(order.html);
    return page.screenshot({ fullPage: true, optimizeForSpeed: true });
  },
};
export const close = () => browser.close();
