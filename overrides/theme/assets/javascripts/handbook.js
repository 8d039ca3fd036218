"use strict";(()=>{var t=document.querySelector('meta[name="handbook"]'),o=t.content,e=new URL(t.dataset.top+"/",location.href),n=location.pathname.slice(e.pathname.length)||"index.html";})();
