use courant_embed::*;
fn main(){
 let m=Model::load().unwrap();
 let s=include_str!("/work/h-embed/crates/courant-embed/tests/data/sentences.tsv");
 let v:&[u8]=include_bytes!("/work/h-embed/crates/courant-embed/tests/data/vectors.bin");
 let mut worst=1.0f64; let mut sum=0.0; let mut n=0; let mut tok=0; let mut all=vec![];
 for (at,l) in s.lines().enumerate(){ let t=l.split_once('\t').unwrap().1;
  let e:Vec<f64>=v[at*1024..][..1024].chunks_exact(2).map(|p|i16::from_le_bytes([p[0],p[1]]) as f64).collect();
  let x:Vec<f64>=m.embed(t).iter().map(|&x|x as f64).collect();
  let d=|a:&[f64],b:&[f64]|a.iter().zip(b).map(|(a,b)|a*b).sum::<f64>();
  let c=d(&e,&x)/(d(&e,&e)*d(&x,&x)).sqrt(); all.push(c); worst=worst.min(c); sum+=c; n+=1; tok+=m.tokens(t).len(); }
 all.sort_by(|a,b|a.total_cmp(b));
 println!("worst {worst:.6} p1 {:.6} p10 {:.6} mean {:.6}, tokens/sentence {:.1}", all[4], all[41], sum/n as f64, tok as f64/n as f64);
}
