/** The one style sheet of every exhibit page: for a screen and for A4 paper, without colour as the only sign. */
export const style = `
:root{color-scheme:light;--ink:#1d2733;--soft:#51606f;--rule:#c6ced6;--tint:#f3f6f9}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:#fff;font:15px/1.5 "Noto Sans",system-ui,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
main,body>footer{max-width:72rem;margin:0 auto;padding:0 2rem}
header{padding-top:2.5rem;border-bottom:2px solid var(--ink)}
h1{margin:.1rem 0 1rem;font-size:1.9rem;line-height:1.2}
h2{margin:2.2rem 0 .6rem;font-size:1.25rem}
h3{margin:1rem 0 .3rem;font-size:1rem}
p{margin:.4rem 0;max-width:46rem}
.kind{margin:0;color:var(--soft);letter-spacing:.04em}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.6rem 1.5rem;margin:0 0 1.2rem}
.facts dt{color:var(--soft);font-size:.85rem}
dd{margin:0 0 .6rem;max-width:46rem}
dl:not(.facts) dt{font-weight:700}
ul,ol{padding-left:1.3rem;max-width:48rem}
li{margin:.25rem 0;overflow-wrap:anywhere}
table{width:100%;margin:1rem 0 1.6rem;border-collapse:collapse;font-size:.87rem}
.scroll{overflow-x:auto}
table.wide{font-size:.7rem}
.wide th,.wide td{padding:.22rem .2rem}
caption{padding:.3rem 0;text-align:left;font-weight:700}
th,td{padding:.28rem .5rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{border-bottom:1.5px solid var(--ink);background:var(--tint)}
tbody th{font-weight:400}
tfoot th,tfoot td{border-top:1.5px solid var(--ink);font-weight:700}
.n{text-align:right;overflow-wrap:normal}
td.n,td.t{white-space:nowrap}
.digest{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.85em;overflow-wrap:anywhere}
td.digest{min-width:17rem}
.code{color:var(--soft);font-size:.85em}
.gaps{padding:.2rem 1.2rem .8rem;border-left:4px solid var(--ink);background:var(--tint)}
.gaps h2{margin-top:1rem}
figure{margin:0}
figure svg{width:100%;height:auto}
figcaption{color:var(--soft);font-size:.87rem;max-width:60rem}
body>footer{margin-top:3rem;padding-top:.6rem;padding-bottom:2rem;border-top:1px solid var(--rule);color:var(--soft);font-size:.85rem}
@media (max-width:50rem){main,body>footer{padding:0 1rem}section{overflow-x:auto}}
@page{size:A4;margin:16mm 14mm 18mm}
@media print{body{font-size:9.5pt}main,body>footer{max-width:none;padding:0}header{padding-top:0}h2,caption{break-after:avoid}thead{display:table-header-group}tr,figure,li{break-inside:avoid}.gaps{background:none}table{font-size:8pt}.scroll{overflow:visible;page:sheet}table.wide{font-size:6.5pt}}
@page sheet{size:A4 landscape}
`
