import { digest } from '#base'

/**
 * The one style sheet of the public pages: a narrow screen first, then a wide one, then A4. Colours are told apart by those
 * who see few (Okabe and Ito), and never carry a meaning alone. No font is loaded.
 */
export const style = `
:root{color-scheme:light;--ink:#16222b;--soft:#46535d;--rule:#b9c3cb;--faint:#dfe5e9;--tint:#f3f6f8;--accent:#0b4a6f;--accent-ink:#fff;--mark:#0072b2;--warn:#8a4b00;--warn-tint:#fff4e0;--link:#0b4a8f;--focus:#ffbf47}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:#fff;font:1.0625rem/1.55 "Noto Sans","Noto Naskh Arabic",system-ui,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:.16em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,textarea:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--ink);outline-offset:2px;background-color:var(--focus);color:#000}
.wrap{max-width:68rem;margin:0 auto;padding:0 1rem}
.skip{position:absolute;inset-inline-start:-200vw;background:#fff}
.skip:focus{inset-inline-start:1rem;top:.5rem;padding:.5rem 1rem;z-index:1}
.band{background:var(--accent);color:var(--accent-ink)}
.band .wrap{display:flex;flex-wrap:wrap;gap:.5rem 2rem;align-items:baseline;justify-content:space-between;padding-top:.8rem;padding-bottom:.8rem}
.band a{color:inherit}
.band a:focus-visible{color:#000}
.brand{font-weight:700;text-decoration:none;font-size:1.15rem}
.brand small{display:block;font-weight:400;font-size:.85rem}
.languages{display:flex;gap:1rem;margin:0;padding:0;list-style:none;font-size:.95rem}
.languages a{display:inline-block;padding:.35rem 0;min-width:1.5rem}
.languages [aria-current]{font-weight:700;text-decoration:none}
.demo{background:var(--warn-tint);color:#5a3200;border-bottom:1px solid #e5c78f;font-size:.92rem}
.demo p{margin:0;padding:.4rem 0;max-width:none}
.doors{border-bottom:1px solid var(--rule);background:var(--tint)}
.doors ul{max-width:none;display:flex;flex-wrap:wrap;gap:0 1.4rem;margin:0;padding:0;list-style:none}
.doors a{display:inline-block;padding:.6rem 0;text-decoration:none;color:var(--ink)}
.doors a:hover{text-decoration:underline}
.doors [aria-current]{font-weight:700;box-shadow:inset 0 -4px 0 var(--accent)}
main{display:block;padding-bottom:3rem}
h1{margin:1.6rem 0 .5rem;font-size:1.75rem;line-height:1.2;font-weight:700}
h2{margin:2.4rem 0 .6rem;font-size:1.3rem;line-height:1.3}
h3{margin:1.5rem 0 .4rem;font-size:1.08rem}
h4{margin:1.1rem 0 .3rem;font-size:1rem}
.list{padding:0;list-style:none}
.list>li{margin:.7rem 0}
.inline{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin:.6rem 0;padding:0;list-style:none}
.inline a{display:inline-block;padding:.2rem 0}
.figure-value{font-size:1.1rem}
.figure-value strong{font-size:2rem;line-height:1.2}
.steps{padding-inline-start:1.6rem}
.steps h2{margin:1.2rem 0 .3rem;font-size:1.15rem}
.tight>li{margin:.25rem 0}
.plain{margin:0;padding:0;list-style:none}
.plain li{margin:0}
p,ul,ol,dl{max-width:44rem}
p{margin:.6rem 0}
li{margin:.3rem 0}
.lead{font-size:1.15rem;color:var(--soft);line-height:1.5}
.note{color:var(--soft);font-size:.94rem}
.trail{margin:1rem 0 -1rem;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.3rem .6rem;font-size:.94rem}
.trail li{margin:0}
.trail li+li::before{content:"/";margin-inline-end:.6rem;color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr));gap:1rem;margin:1.2rem 0;padding:0;list-style:none;max-width:none}
.tiles>li{margin:0;padding:.9rem 1rem;border:1px solid var(--rule);border-top:4px solid var(--accent);background:#fff}
.tiles .big{display:block;font-size:1.7rem;font-weight:700;line-height:1.25}
.tiles .hidden-value{font-size:1.15rem;color:var(--soft)}
.tiles h3{margin:0 0 .3rem;font-size:1rem;line-height:1.35}
.tiles p{margin:.3rem 0 0}
.ways{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:.5rem 1rem;margin:.6rem 0 1.6rem;padding:0;list-style:none;max-width:none}
.ways li{margin:0}
.ways a{display:block;height:100%;padding:.6rem .9rem;border:1px solid var(--rule);border-inline-start:5px solid var(--accent);background:var(--tint);font-weight:600}
.box{margin:1.4rem 0;padding:.7rem 1.1rem;border-inline-start:5px solid var(--accent);background:var(--tint);max-width:46rem}
.box.warn{border-color:var(--warn);background:var(--warn-tint)}
.box h2,.box h3{margin-top:.3rem}
.empty{margin:1.4rem 0;padding:1rem 1.2rem;border:1px dashed var(--soft);max-width:46rem}
.empty h2{margin-top:0}
.scroll{overflow-x:auto;margin:1rem 0;max-width:100%}
table{border-collapse:collapse;font-size:.95rem;min-width:min(30rem,100%)}
caption{padding:.3rem 0;text-align:start;font-weight:700}
.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.45rem .7rem;border-bottom:1px solid var(--faint);text-align:start;vertical-align:top}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
tbody th{font-weight:600}
.n{text-align:end;white-space:nowrap}
table.even{table-layout:fixed;width:100%;max-width:60rem;min-width:20rem}
table.even th:first-child{width:38%}
@media (max-width:39.99rem){table.even{font-size:.9rem}table.even :is(th,td){padding-inline:.35rem}}
@media (min-width:40rem){table.even th:first-child{width:50%}}
.held{color:var(--soft);font-style:italic}
.tag{display:inline-block;white-space:nowrap;padding:0 .45rem;border:1px solid var(--soft);border-radius:.2rem;font-size:.82rem;font-weight:600}
.tag.bad{border-color:#8c1d18;color:#8c1d18}
.tag.good{border-color:#0a5a37;color:#0a5a37}
.facts{display:grid;grid-template-columns:minmax(0,1fr);gap:.1rem 1.5rem;margin:1rem 0}
.facts dt{font-weight:700;margin-top:.5rem}
.facts dd{margin:0}
.code{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.88em;overflow-wrap:anywhere}
pre.code{white-space:pre-wrap;padding:.7rem 1rem;background:var(--tint);border:1px solid var(--faint);max-width:46rem}
figure{margin:1.2rem 0}
figure svg{display:block;width:100%;max-width:46rem;height:auto}
figure svg.bar{display:block;width:100%;height:1.25rem;max-width:none}
.bars{list-style:none;margin:.6rem 0 .2rem;padding:0;max-width:60rem}
.bars li{margin:0 0 .9rem;display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.1rem 1rem}
.bar-name{grid-column:1}
figure svg.bar{grid-column:1/-1;grid-row:2}
.bar-text{font-weight:600;text-align:end}
.bar-text.held{font-weight:400}
.bar-ends{display:flex;justify-content:space-between;max-width:60rem;color:var(--soft);font-size:.85rem}
.track{fill:var(--tint);stroke:var(--rule);vector-effect:non-scaling-stroke}
.held-track{fill:#fff;stroke:var(--soft);stroke-dasharray:4 4}
.filled{fill:var(--mark)}
.whisker{fill:none;stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
[dir=rtl] svg.bar{transform:scaleX(-1)}
figcaption{color:var(--soft);font-size:.94rem;max-width:46rem;margin-bottom:.4rem}
details{margin:.8rem 0;max-width:46rem}
summary{cursor:pointer;padding:.3rem 0;font-weight:600}
form{margin:1rem 0}
label,legend{display:block;font-weight:600;margin:.9rem 0 .25rem}
.hint{display:block;font-weight:400;color:var(--soft);font-size:.94rem}
input[type=text],input[type=search],input[type=date],input[type=email],input[type=tel],input[type=password],input[type=file],select,textarea{width:100%;max-width:32rem;padding:.5rem .6rem;font:inherit;color:inherit;border:2px solid var(--soft);border-radius:0;background:#fff}
textarea{min-height:8rem}
fieldset{margin:1rem 0;padding:0 1rem 1rem;border:1px solid var(--rule);max-width:46rem}
.field{margin:1rem 0}
.pick{display:flex;gap:.7rem;align-items:flex-start;font-weight:400;margin:.5rem 0}
.pick input{width:1.4rem;height:1.4rem;margin:.1rem 0;flex:none}
button,.button{display:inline-block;padding:.6rem 1.2rem;border:0;background:var(--accent);color:var(--accent-ink);font:inherit;font-weight:700;cursor:pointer;text-decoration:none}
.wrong{border-inline-start:5px solid #8c1d18;padding-inline-start:.8rem}
.wrong .why{color:#8c1d18;font-weight:700}
.find{display:flex;gap:.5rem;margin:0;max-width:26rem}
.find input{max-width:none;min-width:0}
.receipt{font-size:clamp(1.25rem,5.6vw,2rem);white-space:nowrap;font-weight:700;letter-spacing:.06em;margin:.2rem 0}
.blank{margin:1rem 0;break-inside:avoid}
.blank .rule{border-bottom:1px solid var(--ink);height:2rem;margin:0;max-width:none}
.foot{border-top:1px solid var(--rule);background:var(--tint);color:var(--soft);font-size:.94rem;padding:1.2rem 0 2rem}
.foot ul{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:0 0 .8rem;padding:0;list-style:none;max-width:none}
.foot li a{display:inline-block;padding:.25rem 0}
@media (min-width:40rem){.bars li{grid-template-columns:16rem minmax(0,1fr) 11rem;align-items:center;margin:0 0 .45rem}.bar-name,figure svg.bar{grid-column:auto;grid-row:auto}.bar-text{text-align:start}.bar-ends{padding-inline-start:17rem;padding-inline-end:12rem}h1{font-size:2.15rem}h2{font-size:1.5rem}.wrap{padding:0 1.5rem}.facts{grid-template-columns:minmax(9rem,14rem) minmax(0,1fr)}.facts dt{margin-top:0}.facts dd{margin:0 0 .5rem}}
@media (forced-colors:active){.track,.held-track{fill:Canvas;stroke:CanvasText}.filled{fill:Highlight}.whisker{stroke:CanvasText}.doors [aria-current]{text-decoration:underline}.tiles>li,.box,.ways a{border-color:CanvasText}button,.button{border:1px solid ButtonText}}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{body:has(.sole) :is(.band,.demo,.doors,.trail,.foot,h1,.lead,main p:not(.receipt),main ul){display:none}.track,.filled,.whisker{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{font-size:10pt}.doors,.languages,.skip,.find,.foot ul,.noprint{display:none}.band{background:none;color:#000;border-bottom:2pt solid #000}.band a,a{color:#000}main a[href^="http"]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}.wrap{max-width:none;padding:0}.scroll{overflow:visible}h2,h3,caption{break-after:avoid}tr,figure,li,.tiles>li,.box{break-inside:avoid}thead{display:table-header-group}table{font-size:8.5pt}.foot{background:none;padding:.5rem 0}details>*{display:block}}
`

/** Where the sheet is served; a changed sheet has another address, so a browser may keep it for good. */
export const styleName = `style-${digest(Buffer.from(style)).slice('sha256:'.length).slice(0, 16)}.css`
